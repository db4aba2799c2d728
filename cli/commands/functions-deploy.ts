/** `causeway functions deploy`: a connector onto a platform. Onto Lambda it goes by itself; others get their tool's command. */
import { Option, type Command } from 'commander';
import { DeployFailure, RoleNeeded } from '../../deploy/failure.ts';
import { PLATFORMS, type BuildPlatform } from '../../deploy/platforms.ts';
import type { Deployed } from '../../deploy/to-lambda.ts';
import { action, repeated, type Context, type Work } from '../command.ts';
import { functionVariables } from '../environment.ts';
import { adviceFor, EXIT, Refused, WrongUsage, type Exit } from '../failures.ts';
import {
  DeploymentSettingsDocument,
  ProbeDeploymentDocument,
  RegisterDeploymentDocument,
  UpdateDeploymentDocument,
} from '../generated/operations.ts';
import { flatten, optionName, settingsOf, settingValue, targetInput, TARGETS, type FlatSettings } from '../targets.ts';
import { buildArtefact, sayArtefact, shown } from './functions-build.ts';

interface Options {
  readonly to: BuildPlatform;
  readonly name?: string;
  readonly out?: string;
  readonly region?: string;
  readonly endpoint?: string;
  readonly role?: string;
  readonly createRole?: boolean;
  readonly mayAssume?: string[];
  readonly env?: string[];
  readonly envFile?: string;
  readonly register: boolean;
}

const LAMBDA = TARGETS.find(({ field }) => field === 'lambda')!;

/** How the gateway is to call it, where not as itself. `--region` and `--endpoint` are for both. */
const FOR_THE_GATEWAY = settingsOf(LAMBDA).filter(({ path }) =>
  /^(accessKeyId|secretAccessKey|assumeRole\.)/.test(path),
);

/** Adds the command to `causeway functions`. */
export function deploy(group: Command): void {
  const command = group
    .command('deploy')
    .argument('<connector>', 'its name: a folder of functions/connectors')
    .description(
      'deploy a connector; onto lambda with the AWS identity of this shell, then it is registered and probed',
    )
    .addOption(new Option('--to <platform>', 'where to').choices(PLATFORMS).makeOptionMandatory())
    .option('--name <name>', 'what it is called, on the platform and in the gateway (causeway-CONNECTOR)')
    .option('--out <dir>', 'where it is built (dist/functions/CONNECTOR-PLATFORM)')
    .option(
      '--env <name=value>',
      'a variable of the function; NAME alone takes its value here; may be repeated',
      repeated,
    )
    .option('--env-file <file>', 'variables of the function, in lines NAME=VALUE');
  const lambda: readonly (readonly [flags: string, help: string])[] = [
    ['--region <region>', 'that of your AWS configuration when left out'],
    ['--endpoint <url>', 'another endpoint of AWS'],
    ['--role <arn>', 'the role that it runs as; a new function needs one'],
    ['--create-role', 'make that role, with the least that it needs; without it the role is printed'],
    ['--no-register', 'do not register it with the gateway'],
  ];
  for (const [flags, help] of lambda) command.addOption(new Option(flags, help).helpGroup('On lambda:'));
  command.addOption(
    new Option(
      '--may-assume <arn>',
      'in the role that is made or printed: a role of an account it works in; may be repeated',
    )
      .argParser(repeated)
      .helpGroup('On lambda:'),
  );
  for (const { flag, help } of FOR_THE_GATEWAY)
    command.addOption(new Option(flag, help).helpGroup('How the gateway calls it on lambda:'));
  command.action(action(deployConnector));
}

const deployConnector: Work<Options, [string]> = async (context, options, connector) => {
  const { terminal } = context;
  if (options.role !== undefined && options.createRole)
    throw new WrongUsage('only one of --role and --create-role can be given');
  const variables = await functionVariables(options, process.env);
  const artefact = await buildArtefact(connector, { ...options, platform: options.to }, Object.keys(variables));
  if (options.to !== 'lambda') {
    if (terminal.json) terminal.printJson(shown(artefact, options.to));
    else sayArtefact(terminal, artefact, options.to);
    return EXIT.ok;
  }
  const { deployConnectorToLambda } = await import('../../deploy/to-lambda.ts'); // here, since the SDK comes with it
  const say = (text: string) => terminal.note(terminal.paintNote('dim', text));
  const deployed = await deployConnectorToLambda({
    artefact,
    role: options.createRole ? 'create' : (options.role ?? null),
    mayAssume: options.mayAssume ?? [],
    region: options.region ?? null,
    endpoint: options.endpoint ?? null,
    environment: variables,
    say,
  }).catch((cause: unknown) => {
    if (!(cause instanceof RoleNeeded))
      throw cause instanceof DeployFailure ? new Refused('PROVIDER_REJECTED_REQUEST', cause.message) : cause;
    terminal.printJson(cause.role);
    throw new WrongUsage(cause.message, 'Make the one above and give its ARN with --role, or give --create-role.');
  });
  if (!terminal.json)
    terminal.printText(`${DONE[deployed.done]} ${deployed.arn}: ${connector}, version ${artefact.version}`);
  if (options.register) return await register(context, artefact.name, deployed, options);
  if (terminal.json) terminal.printJson(deployed);
  return EXIT.ok;
};

const DONE = { created: 'Created', updated: 'Updated', unchanged: 'Unchanged' } as const;

/** Lets the gateway know it, or know it anew, and asks it who it is. */
async function register({ api, terminal }: Context, name: string, deployed: Deployed, options: Options): Promise<Exit> {
  const { deployment: known } = await api.execute(DeploymentSettingsDocument, { name });
  if (known && known.platform !== 'LAMBDA')
    throw new WrongUsage(
      `the gateway has a deployment ${name} that is not on Lambda`,
      'Give another name with --name.',
    );
  const before = known ? flatten(known.settings, LAMBDA) : {};
  const { endpoint } = options;
  const target = targetInput(LAMBDA, {
    ...before,
    ...given(options),
    ...(endpoint && { endpoint }),
    function: deployed.arn,
  });
  if (known) await api.execute(UpdateDeploymentDocument, { input: { name, target } });
  else await api.execute(RegisterDeploymentDocument, { input: { name, target } });
  const { probeDeployment } = await api.execute(ProbeDeploymentDocument, { input: { name } });
  const { deployment, probe } = probeDeployment;
  if (terminal.json) terminal.printJson({ ...deployed, ...probeDeployment });
  else if (!probe.error)
    terminal.printText(
      `${known ? 'Updated' : 'Registered'} ${name}: it answers in ${Math.round(probe.durationMs)} ms as version ${deployment.version}`,
    );
  if (!probe.error) return EXIT.ok;
  const { exit, next } = adviceFor(probe.error.code);
  terminal.note(`${name} does not answer: ${probe.error.message}\n${terminal.paintNote('dim', next)}`);
  return exit;
}

const given = (options: Options): FlatSettings =>
  Object.fromEntries(
    FOR_THE_GATEWAY.flatMap((one) => {
      const value = (options as unknown as Record<string, string | undefined>)[optionName(one.flag)];
      return value === undefined ? [] : [[one.path, settingValue(one, value, one.flag.split(' ')[0]!)]];
    }),
  );

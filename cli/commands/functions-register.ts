/** `causeway functions add`, `update`, `enable`, `disable` and `probe`. */
import type { DeploymentTarget } from '../../schema/generated/types.ts';
import type { Api } from '../api.ts';
import type { Context, Work } from '../command.ts';
import { EXIT, Refused, adviceFor, WrongUsage } from '../failures.ts';
import {
  DeploymentSettingsDocument,
  ProbeDeploymentDocument,
  RegisterDeploymentDocument,
  UpdateDeploymentDocument,
  type BindingRowFragment,
  type DeploymentRowFragment,
} from '../generated/operations.ts';
import { servedText } from '../operation-text.ts';
import { plural } from '../output/text.ts';
import {
  flagName,
  flatten,
  optionName,
  SETTINGS,
  settingsOf,
  settingValue,
  targetInput,
  TARGETS,
  type FlatSettings,
  type TargetKind,
} from '../targets.ts';
import { probeText } from './functions-show.ts';

/** Flags of platforms by their names in commander, beside these. */
interface Options {
  readonly maxConcurrency?: string;
  readonly disabled?: boolean;
}

type TargetOptions = Readonly<Record<string, string | boolean | undefined>>;

export const addDeployment: Work<Options, [string]> = async (context, options, name) => {
  const { api, terminal } = context;
  const flags = options as unknown as TargetOptions;
  const kind = kindOf(flags);
  if (!kind)
    throw new WrongUsage(
      'no platform was given',
      `Give one of ${TARGETS.map(({ main }) => flagName(main.flag)).join(', ')}.`,
    );
  const target = targetInput(kind, complete(kind, given(kind, flags)));
  const input = { name, target, maxConcurrency: concurrency(options.maxConcurrency), enabled: !options.disabled };
  const { registerDeployment } = await api.execute(RegisterDeploymentDocument, { input });
  if (terminal.json) return terminal.printJson(registerDeployment);
  const { deployment, bindings } = registerDeployment;
  terminal.printText(`Added ${introduction(deployment)}.`);
  sayBindings(context, deployment, bindings);
};

export const updateDeployment: Work<Options, [string]> = async ({ api, terminal }, options, name) => {
  const flags = options as unknown as TargetOptions;
  const target = await changedTarget(api, name, flags);
  const maxConcurrency = options.maxConcurrency === undefined ? null : concurrency(options.maxConcurrency);
  if (target === null && maxConcurrency === null)
    throw new WrongUsage('nothing to change was given', 'Give a platform, a setting of it, or --max-concurrency.');
  const { updateDeployment: payload } = await api.execute(UpdateDeploymentDocument, {
    input: { name, target, maxConcurrency },
  });
  if (terminal.json) terminal.printJson(payload);
  else terminal.printText(`Updated ${introduction(payload.deployment)}.`);
};

export const setEnabled =
  (enabled: boolean): Work<unknown, [string]> =>
  async ({ api, terminal }, _options, name) => {
    const { updateDeployment: payload } = await api.execute(UpdateDeploymentDocument, { input: { name, enabled } });
    if (terminal.json) terminal.printJson(payload);
    else terminal.printText(`${enabled ? 'Enabled' : 'Disabled'} ${name}.`);
  };

export const probeDeployment: Work<unknown, [string]> = async ({ api, terminal }, _options, name) => {
  const { probeDeployment: payload } = await api.execute(ProbeDeploymentDocument, { input: { name } });
  const { deployment, probe, changed } = payload;
  if (terminal.json) terminal.printJson(payload);
  else if (!probe.error)
    terminal.printText(
      `${introduction(deployment)}, in ${Math.round(probe.durationMs)} ms; ${changed ? 'it has changed' : 'nothing new'}`,
    );
  else terminal.printText(`${name}: ${probeText(probe)}`);
  if (!probe.error) return EXIT.ok;
  const { exit, next } = adviceFor(probe.error.code);
  terminal.note(terminal.paintNote('dim', next));
  return exit;
};

/** `shop: echo on HTTP, 1 function, version 12ab`. */
const introduction = ({ name, connector, platform, functions, version }: DeploymentRowFragment) =>
  `${name}: ${connector.name} on ${platform}, ${plural(functions.length, 'function')}${version === null ? '' : `, version ${version}`}`;

function sayBindings(
  { terminal }: Context,
  { name, connector }: DeploymentRowFragment,
  bindings: readonly BindingRowFragment[],
) {
  if (bindings.length === 0)
    terminal.note(`Nothing is bound to it yet: causeway functions bind ${connector.name} ${name}`);
  else for (const { operation } of bindings) terminal.note(`It serves ${servedText(connector.name, operation)} now.`);
}

/** The platform whose flag was given. Null when none was. */
function kindOf(flags: TargetOptions): TargetKind | null {
  const kinds = TARGETS.filter(({ main }) => flags[optionName(main.flag)] !== undefined);
  if (kinds.length > 1)
    throw new WrongUsage(`only one of ${kinds.map(({ main }) => flagName(main.flag)).join(' and ')} can be given`);
  return kinds[0] ?? null;
}

/** The settings that flags give, an empty text as undefined. Throws `WrongUsage` for those that the platform does not take. */
function given(kind: TargetKind, flags: TargetOptions): FlatSettings {
  const taken = settingsOf(kind);
  const strange = SETTINGS.find(
    ({ flag }) => flags[optionName(flag)] !== undefined && !taken.some((one) => one.flag === flag),
  );
  if (strange)
    throw new WrongUsage(
      `${flagName(kind.main.flag)} does not take ${flagName(strange.flag)}`,
      `It takes ${taken
        .map(({ flag }) => flagName(flag))
        .slice(1)
        .join(', ')}.`,
    );
  const values = taken.flatMap((one) => {
    const value = flags[optionName(one.flag)];
    if (value === undefined) return [];
    return [[one.path, value === '' ? undefined : settingValue(one, value, flagName(one.flag))] as const];
  });
  return Object.fromEntries(values);
}

function complete(kind: TargetKind, settings: FlatSettings): FlatSettings {
  const lacking = settingsOf(kind).filter(({ needed, path }) => needed && settings[path] === undefined);
  if (lacking.length > 0)
    throw new WrongUsage(
      `${flagName(kind.main.flag)} needs ${lacking.map(({ flag }) => flagName(flag)).join(' and ')} as well`,
    );
  return settings;
}

/** With a platform's own flag a target as it stands there; without, the present one with the settings that were given. */
async function changedTarget(api: Api, name: string, flags: TargetOptions): Promise<DeploymentTarget | null> {
  const kind = kindOf(flags);
  if (kind) return targetInput(kind, complete(kind, given(kind, flags)));
  if (!SETTINGS.some(({ flag }) => flags[optionName(flag)] !== undefined)) return null;
  const { deployment } = await api.execute(DeploymentSettingsDocument, { name });
  if (!deployment) throw new Refused('UNKNOWN_DEPLOYMENT', `no deployment has the name ${name}`);
  const present = TARGETS.find(({ platform }) => platform === deployment.platform);
  if (!present) throw new Refused('INVALID_STATE', `${name} is built in; its settings cannot be changed`);
  return targetInput(
    present,
    complete(present, { ...flatten(deployment.settings, present), ...given(present, flags) }),
  );
}

/** Undefined: as the gateway has it. */
function concurrency(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new WrongUsage('--max-concurrency takes a whole number from 1 to 10,000');
  return Number(text);
}

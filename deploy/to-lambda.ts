/** From an artefact to a function that can be called: role, sealing key, function. */
import { registry } from '../functions/registry.gen.ts';
import { SETTINGS } from '../functions/sdk/hosts/environment.ts';
import { generateSealingKey } from '../functions/sdk/sealing.ts';
import type { Artefact } from './bundle.ts';
import { RoleNeeded } from './failure.ts';
import { deployToLambda, failureOf, variablesOf, type LambdaDeployed, type WaitSettings } from './lambda.ts';
import { createRole, roleName, rolePolicy, trustPolicy, type RoleSettings } from './role.ts';

/** The SDK's advice about Node versions is for whoever installs this. */
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

export interface ToLambda extends WaitSettings {
  readonly artefact: Artefact;
  /** An ARN; `create`: one is made; null: the function has one. */
  readonly role: string | null;
  readonly mayAssume: readonly string[];
  /** Null: that of the AWS configuration. */
  readonly region: string | null;
  /** Of Lambda and of IAM. Null: those of the region. */
  readonly endpoint: string | null;
  readonly environment: Readonly<Record<string, string>>;
  /** Takes what is being done, for people. */
  say(text: string): void;
}

export interface Deployed extends LambdaDeployed {
  readonly functionName: string;
  readonly version: string;
}

/** Throws `RoleNeeded`, and `DeployFailure` for everything else that can be mended. */
export async function deployConnectorToLambda(settings: ToLambda): Promise<Deployed> {
  const { artefact, region, endpoint, say } = settings;
  const { name: functionName, connector, version } = artefact;
  const { LambdaClient, GetFunctionConfigurationCommand } = await import('@aws-sdk/client-lambda');
  const config = { ...(region !== null && { region }), ...(endpoint !== null && { endpoint }) };
  const lambda = new LambdaClient(config);
  try {
    const present = await lambda
      .send(new GetFunctionConfigurationCommand({ FunctionName: functionName }))
      .catch((error: unknown) => {
        if ((error as Error).name === 'ResourceNotFoundException') return null;
        throw failureOf(error);
      });
    const roleSettings: RoleSettings = {
      functionName,
      mayAssume: settings.mayAssume,
      region: await lambda.config.region(),
    };
    if (!present && settings.role === null)
      throw new RoleNeeded(functionName, {
        roleName: roleName(functionName),
        trustPolicy,
        policy: rolePolicy(roleSettings),
      });
    const role = settings.role === 'create' ? await makeRole(roleSettings, config, say) : settings.role;
    const environment = await withSealingKey(settings, present ? variablesOf(present) : {});
    say(`${present ? 'Updating' : 'Creating'} the function ${functionName}`);
    const deployed = await deployToLambda(
      lambda,
      { functionName, zip: artefact.zip, role, environment, description: `Causeway ${connector} ${version}` },
      settings,
    );
    return { ...deployed, functionName, version };
  } finally {
    lambda.destroy();
  }
}

async function makeRole(settings: RoleSettings, config: object, say: ToLambda['say']): Promise<string> {
  const { IAMClient } = await import('@aws-sdk/client-iam');
  const iam = new IAMClient(config);
  try {
    const arn = await createRole(iam, settings);
    say(`Role ${arn}`);
    return arn;
  } catch (error) {
    throw failureOf(error);
  } finally {
    iam.destroy();
  }
}

/** A runtime that opens credentials needs a key. It is made once, and is nowhere but in the function's environment. */
async function withSealingKey({ artefact, environment, say }: ToLambda, present: Readonly<Record<string, string>>) {
  const { sealingKey } = SETTINGS;
  const takesCredential = registry[artefact.connector]?.manifest.credentialSchema !== null;
  if (!takesCredential || sealingKey in environment || sealingKey in present) return environment;
  say(`A new sealing key is made: credentials are sealed to it, and it is kept in ${sealingKey} of the function alone`);
  const { privateJwk } = await generateSealingKey();
  return { ...environment, [sealingKey]: JSON.stringify(privateJwk) };
}

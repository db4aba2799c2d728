/** A bundle as a function of AWS Lambda: created, or brought up to date, and waited for. Doing it again changes nothing. */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  CreateFunctionCommandInput,
  FunctionConfiguration,
  LambdaClient,
  UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { DeployFailure } from './failure.ts';

export interface LambdaDeployment {
  readonly functionName: string;
  readonly zip: Uint8Array;
  /** ARN of the role that it runs as. Null: as it is; a new function needs one. */
  readonly role: string | null;
  /** Set beside those that the function has already. Values are secrets. */
  readonly environment: Readonly<Record<string, string>>;
  readonly description: string;
}

export interface LambdaDeployed {
  readonly arn: string;
  readonly done: 'created' | 'updated' | 'unchanged';
}

export interface WaitSettings {
  /** Between two looks at a function that is not ready. */
  readonly pollMs?: number;
  /** How long it may take until it is ready, and a new role until it can be assumed. */
  readonly patienceMs?: number;
}

/** What every function of ours has: the newest Node that the bundle's target allows on Lambda, and the portable floor's time. */
const SETTINGS = { Runtime: 'nodejs22.x', Handler: 'index.handler', Timeout: 60, MemorySize: 512 } as const;

/** Stacks name our files; the map is in the bundle. */
const ENVIRONMENT = { NODE_OPTIONS: '--enable-source-maps' };

/** Creates or updates it, and waits until it can be called. Throws `DeployFailure`. */
export async function deployToLambda(
  lambda: LambdaClient,
  deployment: LambdaDeployment,
  { pollMs = 500, patienceMs = 120_000 }: WaitSettings = {},
): Promise<LambdaDeployed> {
  const deadline = Date.now() + patienceMs;
  const aws = await import('@aws-sdk/client-lambda');
  const { functionName: FunctionName, zip, environment } = deployment;

  /** The function when no change of it is under way. Null when there is none. */
  const settled = async (): Promise<FunctionConfiguration | null> => {
    for (;;) {
      const found = await lambda
        .send(new aws.GetFunctionConfigurationCommand({ FunctionName }))
        .catch(nullWhen('ResourceNotFoundException'));
      if (found === null) return null;
      if (found.State === 'Failed' || found.LastUpdateStatus === 'Failed')
        throw new DeployFailure(
          `Lambda could not make ${FunctionName} ready: ${reasonIn(found)}. Mend it, then deploy again`,
        );
      if (found.State !== 'Pending' && found.LastUpdateStatus !== 'InProgress') return found;
      if (Date.now() > deadline)
        throw new DeployFailure(
          `${FunctionName} is not ready after ${patienceMs / 1_000} s. Look at it in the console of AWS`,
        );
      await sleep(pollMs);
    }
  };

  async function create(): Promise<LambdaDeployed> {
    const { role: Role, description: Description } = deployment;
    if (Role === null)
      throw new DeployFailure(
        `${FunctionName} is new, so it needs a role. Give --role ARN, or --create-role to have one made`,
      );
    const Environment = { Variables: { ...ENVIRONMENT, ...environment } };
    const input = { ...SETTINGS, FunctionName, Role, Description, Environment, Code: { ZipFile: zip } };
    while (!(await created(input))) await sleep(pollMs);
    return { arn: (await settled())!.FunctionArn!, done: 'created' };
  }

  /** False while a role that was just made cannot be assumed, which takes AWS some seconds. */
  async function created(input: CreateFunctionCommandInput): Promise<boolean> {
    try {
      await lambda.send(new aws.CreateFunctionCommand(input));
      return true;
    } catch (error) {
      const isEarly = /cannot be assumed by Lambda/.test((error as Error).message) && Date.now() <= deadline;
      if (isEarly) return false;
      throw error;
    }
  }

  async function update(present: FunctionConfiguration): Promise<LambdaDeployed> {
    const change = changeOf(present, deployment);
    const isNewCode = present.CodeSha256 !== createHash('sha256').update(zip).digest('base64');
    // Settings first: new code must not meet an environment that lacks what it needs.
    if (change) {
      await lambda.send(new aws.UpdateFunctionConfigurationCommand({ FunctionName, ...change }));
      await settled();
    }
    if (isNewCode) await lambda.send(new aws.UpdateFunctionCodeCommand({ FunctionName, ZipFile: zip }));
    const { FunctionArn } = (await settled())!;
    return { arn: FunctionArn!, done: change || isNewCode ? 'updated' : 'unchanged' };
  }

  try {
    const present = await settled();
    return present ? await update(present) : await create();
  } catch (error) {
    throw failureOf(error, environment);
  }
}

/** The settings that differ from what they shall be. Null when none do. */
function changeOf(present: FunctionConfiguration, { role, environment, description }: LambdaDeployment) {
  const variables = variablesOf(present);
  const wanted = { ...ENVIRONMENT, ...variables, ...environment };
  const change: Omit<UpdateFunctionConfigurationCommandInput, 'FunctionName'> = {
    ...SETTINGS,
    Description: description,
    ...(role !== null && { Role: role }),
  };
  const isSame = Object.entries(change).every(
    ([name, value]) => present[name as keyof FunctionConfiguration] === value,
  );
  const hasSameVariables = Object.entries(wanted).every(([name, value]) => variables[name] === value);
  return isSame && hasSameVariables ? null : { ...change, Environment: { Variables: wanted } };
}

/**
 * The variables that a function has. Lambda shows none of them where the caller may not use their key, and says so: to go on
 * as if there were none would overwrite them all, the sealing key among them. Throws `DeployFailure`.
 */
export function variablesOf({ FunctionName, Environment }: FunctionConfiguration): Readonly<Record<string, string>> {
  if (Environment?.Error)
    throw new DeployFailure(
      `the variables of ${FunctionName} cannot be read (${Environment.Error.ErrorCode}), and deploying would overwrite them. Let whoever deploys use their key: kms:Decrypt on the KMS key of the function`,
    );
  return Environment?.Variables ?? {};
}

/** What AWS says, without any value of the environment, which it may quote. */
export function failureOf(error: unknown, secrets: Readonly<Record<string, string>> = {}): DeployFailure {
  if (error instanceof DeployFailure) return error;
  const { name, message } = error as Error;
  const text = Object.values(secrets)
    .filter((secret) => secret !== '')
    .reduce((cleared, secret) => cleared.replaceAll(secret, '…'), message);
  return new DeployFailure(`deploying failed (${name}): ${text}`);
}

const reasonIn = ({ StateReason, LastUpdateStatusReason }: FunctionConfiguration) =>
  LastUpdateStatusReason || StateReason || 'it does not say why';

const nullWhen = (name: string) => (error: unknown) => {
  if ((error as Error).name === name) return null;
  throw error;
};

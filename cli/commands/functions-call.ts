/** `causeway functions call`. */
import type { CallFunctionInput } from '../../schema/generated/types.ts';
import type { Api } from '../api.ts';
import type { Work } from '../command.ts';
import { contentOf } from '../credential.ts';
import { Refused, WrongUsage } from '../failures.ts';
import {
  AskFunctionDocument,
  CallFunctionDocument,
  FindFunctionsDocument,
  ShowDeploymentDocument,
} from '../generated/operations.ts';
import { collect } from '../paging.ts';
import { findProvider } from '../provider-names.ts';

interface Options {
  readonly deployment?: string;
  readonly provider?: string;
  readonly idempotencyKey?: string;
}

/** A function that only reads is asked by a query, so that identical calls are one; the others by a mutation. */
export const callFunction: Work<Options, [string, string | undefined]> = async (
  { api, terminal },
  options,
  name,
  data,
) => {
  const effect = await effectOf(api, name, options.deployment);
  if (effect === 'READ' && options.idempotencyKey !== undefined)
    throw new WrongUsage(`${name} only reads and needs no --idempotency-key`, 'Leave it out.');
  const input: CallFunctionInput = {
    function: name,
    data: data === undefined ? null : parseData(data === '-' ? await contentOf('-', 'stdin') : data),
    deployment: options.deployment ?? null,
    providerId: options.provider === undefined ? null : (await findProvider(api, options.provider)).id,
    ...(options.idempotencyKey === undefined ? {} : { idempotencyKey: options.idempotencyKey }),
  };
  const { callFunction: payload } = await api.execute(effect === 'READ' ? AskFunctionDocument : CallFunctionDocument, {
    input,
  });
  terminal.printJson(payload.data);
};

/** Whether it only reads. Throws `Refused` when no such function can be called. */
async function effectOf(api: Api, name: string, on: string | undefined): Promise<'READ' | 'WRITE'> {
  const functions = on === undefined ? await boundFunctions(api, name) : await deployedFunctions(api, on);
  const callable = functions.filter(({ operation }) => operation.type === 'HANDLE');
  const found = callable.find((one) => one.name === name);
  if (found) return found.effect;
  const known = callable.map((one) => one.name).join(', ');
  throw new Refused(
    'UNKNOWN_FUNCTION',
    `no function ${name} can be called${on === undefined ? '' : ` on ${on}`}${known === '' ? '' : `; there is ${known}`}`,
  );
}

const boundFunctions = async (api: Api, name: string) =>
  (
    await collect(
      { limit: Infinity, largest: 200 },
      async (page) => (await api.execute(FindFunctionsDocument, { connector: name.split('.')[0]!, ...page })).functions,
    )
  ).nodes;

async function deployedFunctions(api: Api, name: string) {
  const { deployment } = await api.execute(ShowDeploymentDocument, { name });
  if (!deployment) throw new Refused('UNKNOWN_DEPLOYMENT', `no deployment has the name ${name}`);
  return deployment.functions;
}

/** JSON where it is JSON, a text where it is not; what begins as an object or an array must be one to its end. */
function parseData(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (/^\s*[[{]/.test(text))
      throw new WrongUsage('the data begins as JSON and is none', `As in '{"text": "hello"}'.`);
    return text;
  }
}

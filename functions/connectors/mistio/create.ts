import {
  BadReply,
  CredentialRejected,
  defineCreate,
  InputRefused,
  isRow,
  PermissionDenied,
  RequestRejected,
  undoBecauseOf,
  type CodedError,
  type HttpAnswer,
} from '../../sdk/index.ts';
import type { MistCredential, MistOptions } from './account.ts';
import { send } from './client.ts';
import { removeCloud, removeCloudsNamed } from './clouds.ts';
import { reasonOf, toCodedError } from './errors.ts';
import { textOf, textsOf } from './fields.ts';

/** Adds a cloud to Mist. What Mist keeps of one with errors, or with keys that it refused, is removed again. */
export const create = defineCreate<MistCredential, MistOptions>({
  name: 'mistio.create',
  permissions: ['add:cloud', 'read:cloud', 'remove:cloud'],
  quota: null,
  idempotent: false,
  async run({ name }, context) {
    const { credential, options } = context.account;
    const { provider, region, features } = options;
    if (!credential.cloud) throw new InputRefused('the credential lacks `cloud`: the keys of the cloud to be added');
    const answer = await send(context, {
      method: 'POST',
      path: '/api/v2/clouds',
      json: {
        name,
        provider,
        // The option wins here as in `regionOf`, or the cloud would be made in one region and shown as another.
        credentials: { ...credential.cloud, ...(region !== undefined && { region }) },
        features: Object.fromEntries(FEATURES.map((feature) => [feature, features.includes(feature)])),
      },
    });
    if (answer.status < 200 || answer.status >= 300) {
      const refused = refusal(answer, name);
      // Whether Mist tries the keys before it keeps the cloud or after is not public.
      if (answer.status === 403) await undoBecauseOf(refused, () => removeCloudsNamed(context, name));
      throw refused;
    }
    const body = isRow(answer.body) ? answer.body : {};
    const accountId = textOf(body, 'id');
    const errors = textsOf(body, 'errors') ?? [];
    if (errors.length > 0) {
      const error = new RequestRejected(`Mist added the cloud with errors, so it goes again: ${errors.join('; ')}`);
      if (accountId === null) throw error;
      await undoBecauseOf(error, () => removeCloud(context, accountId));
    }
    if (accountId === null) throw new BadReply('Mist added a cloud and named no id');
    return { accountId };
  },
});

/** All are named, because Mist's defaults differ between clouds. */
const FEATURES = ['compute', 'dns', 'container', 'objectstorage'] as const satisfies MistOptions['features'];

/**
 * How Mist begins when the token's owner may not, unlike when the cloud refuses its keys: both are 403. What the cloud
 * said comes after words of Mist, and may speak of policies and permissions too.
 */
const FORBIDS_ADDING = /^(you are not authorized to perform this action|policy unauthorized error|forbidden)/i;

/** How clouds name what keys lack that are good otherwise: Amazon, Google, Azure. */
const LACKING = [
  /not authorized to perform: ([\w-]+:\w+)/i,
  /required '([\w.]+)' permission/i,
  /authorization to perform action '([\w./]+)'/i,
];

function refusal(answer: HttpAnswer, name: string): CodedError {
  const reason = reasonOf(answer);
  if (answer.status === 409)
    return new RequestRejected(`Mist has a cloud ${name} already (${reason}). Give that one's id, or another name`);
  if (answer.status === 403) {
    if (FORBIDS_ADDING.test(reason)) return new PermissionDenied('add:cloud');
    const lacking = LACKING.map((words) => words.exec(reason)?.[1]).find((permission) => permission !== undefined);
    if (lacking !== undefined) return new PermissionDenied(lacking);
    return new CredentialRejected(`the cloud does not open with the keys that Mist was given (${reason})`);
  }
  return toCodedError(answer, { permission: 'add:cloud', about: `the list of clouds` });
}

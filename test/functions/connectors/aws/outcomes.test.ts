import { describe, expect, it } from 'vitest';
import { outcomes } from '../../../../functions/connectors/aws/outcomes.ts';
import {
  PermissionDenied,
  ProviderThrottled,
  RequestRejected,
  ResourceGone,
  StateForbids,
  type CodedError,
} from '../../../../functions/sdk/index.ts';

const ids = Array.from({ length: 100 }, (_, at) => `i-${at.toString(16).padStart(17, '0')}`);
const accepted = (nativeIds: readonly string[]) => nativeIds.map((nativeId) => ({ nativeId, ok: true }));

/** An EC2 that refuses every batch for which `refuse` has an error, and counts what it is sent. */
function ec2(refuse: (batch: readonly string[], request: number) => CodedError | undefined) {
  const requests: string[][] = [];
  const send = async (batch: string[]) => {
    requests.push(batch);
    const refusal = refuse(batch, requests.length);
    if (refusal) throw refusal;
  };
  return { requests, send };
}

describe('one outcome for each id', () => {
  it('takes one request when EC2 accepts the batch', async () => {
    const { requests, send } = ec2(() => undefined);
    expect(await outcomes(ids, send)).toEqual(accepted(ids));
    expect(requests).toEqual([ids]);
  });

  it('names an id once that was given twice', async () => {
    const { requests, send } = ec2(() => undefined);
    expect(await outcomes(['i-1', 'i-1'], send)).toEqual(accepted(['i-1']));
    expect(requests).toEqual([['i-1']]);
  });

  it('takes two requests when a refusal names what spoils the batch', async () => {
    const gone = [ids[3]!, ids[77]!];
    const { requests, send } = ec2((batch) =>
      batch.some((id) => gone.includes(id)) ? new ResourceGone(gone.join(', ')) : undefined,
    );
    const result = await outcomes(ids, send);
    expect(requests).toHaveLength(2);
    expect(result).toHaveLength(100);
    expect(result.filter(({ ok }) => !ok)).toEqual(
      gone.map((nativeId) => ({
        nativeId,
        ok: false,
        code: 'RESOURCE_GONE',
        message: expect.stringContaining(nativeId),
      })),
    );
    expect(result.find(({ nativeId }) => nativeId === gone[0])).not.toHaveProperty(
      'message',
      expect.stringContaining(gone[1]!),
    );
  });

  it('finds the one in a hundred that spoils the batch and is not named', async () => {
    const { requests, send } = ec2((batch) =>
      batch.includes(ids[42]!) ? new StateForbids('the resource', 'in another state') : undefined,
    );
    const result = await outcomes(ids, send);
    expect(result.filter(({ ok }) => !ok)).toEqual([
      expect.objectContaining({ nativeId: ids[42], code: 'INVALID_STATE' }),
    ]);
    expect(requests.length).toBeLessThanOrEqual(16);
  });

  it('gives up after sixteen requests and calls nothing gone that it did not try alone', async () => {
    const { requests, send } = ec2(() => new ResourceGone('the resource'));
    const result = await outcomes(ids, send);
    expect(requests).toHaveLength(16);
    expect(result.map(({ nativeId }) => nativeId).toSorted()).toEqual(ids);
    expect(new Set(result.map((one) => !one.ok && one.code))).toEqual(new Set(['PROVIDER_REJECTED_REQUEST']));
  });
});

describe('what is not about ids', () => {
  it.each([
    ['a denial', new PermissionDenied('ec2:StopInstances')],
    ['throttling', new ProviderThrottled(1_000)],
    [
      'a refusal that names no id',
      new RequestRejected('InvalidParameterValue: Tag keys starting with aws: are reserved'),
    ],
    ['a fault of our own', new TypeError('x is not a function')],
  ])('%s fails the call after one request', async (_what, error) => {
    const { requests, send } = ec2(() => error as CodedError);
    await expect(outcomes(ids, send)).rejects.toBe(error);
    expect(requests).toHaveLength(1);
  });

  it('is the outcome of the ids it met once others were accepted, so that those are not lost', async () => {
    const { send } = ec2((batch, request) => {
      if (batch.length === 4) return new StateForbids('the resource', 'in another state');
      return request > 2 ? new ProviderThrottled(1_000) : undefined;
    });
    expect(await outcomes(['i-1', 'i-2', 'i-3', 'i-4'], send)).toEqual([
      ...accepted(['i-1', 'i-2']),
      expect.objectContaining({ nativeId: 'i-3', ok: false, code: 'PROVIDER_THROTTLED' }),
      expect.objectContaining({ nativeId: 'i-4', ok: false, code: 'PROVIDER_THROTTLED' }),
    ]);
  });
});

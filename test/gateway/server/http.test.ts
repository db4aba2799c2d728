import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../support/serve.ts';
import type { Served } from '../../support/serve.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served[Symbol.asyncDispose]());

const NAMES = '{ providers(first: 2) { nodes { name } totalCount } }';

describe('an operation over HTTP', () => {
  it('is answered from the ports', async () => {
    expect(await served.ask(NAMES)).toEqual({ data: { providers: { nodes: [{ name: 'account-0' }, { name: 'account-1' }], totalCount: 10 } } });
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { environmentRuntime, SETTINGS } from '../../../../functions/sdk/hosts/environment.ts';
import { openfaasHost, type OpenfaasContext } from '../../../../functions/sdk/hosts/openfaas.ts';
import { openwhiskHost } from '../../../../functions/sdk/hosts/openwhisk.ts';
import { workerHost } from '../../../../functions/sdk/hosts/worker.ts';
import { decodeReply, DESCRIBE, encodeCall, type Reply } from '../../../../functions/sdk/index.ts';
import { serve } from '../../../../functions/sdk/serve.ts';
import { sign } from '../../../../functions/sdk/signature.ts';
import { callOf } from '../fixture.ts';
import { privateJwk, probeConnector, publicJwk, SECRET, told } from './probe.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const KEY = JSON.stringify(privateJwk);
const ENVIRONMENT = {
  CAUSEWAY_SEALING_KEY: KEY,
  CAUSEWAY_FUNCTION_VERSION: '1.4.0+9fceb02',
  CAUSEWAY_SIGNING_SECRET: 'secret',
};
/** Silent, and says what was logged. */
const heard = () => vi.spyOn(console, 'log').mockImplementation(() => {});
const answer = (environment: Record<string, string>, call = callOf(DESCRIBE)) =>
  serve(probeConnector(), environmentRuntime(environment))(call);

describe('the environment', () => {
  it('gives the key, the version and the secret', async () => {
    const runtime = environmentRuntime(ENVIRONMENT);
    expect(await runtime.sealing.publicJwk()).toEqual(publicJwk);
    expect(runtime).toMatchObject({ version: '1.4.0+9fceb02', signingSecret: 'secret' });
  });

  it('may be empty: no version is known, and no signature asked for', () => {
    expect(environmentRuntime({})).toMatchObject({ version: null, signingSecret: null });
    expect(environmentRuntime({ CAUSEWAY_FUNCTION_VERSION: '' }).version).toBeNull();
  });

  it('is asked for a key by a connector with a credential alone, and then what to set is said', async () => {
    const log = heard();
    const expected = { code: 'FUNCTION_FAILED', message: expect.stringContaining('set CAUSEWAY_SEALING_KEY') };
    expect(await answer({})).toMatchObject({ ok: false, error: expected });
    expect(await answer({}, told({ do: 'echo' }))).toMatchObject({ ok: false, error: expected });
    expect(await answer({}, told({ do: 'echo' }, { account: null }))).toMatchObject({ ok: true });
    expect(log).toHaveBeenCalledOnce(); // The line of the run.
  });

  it.each([
    ['no JSON', `${KEY.slice(0, -1)},`],
    ['the public key', JSON.stringify(publicJwk)],
    ['a key of another sort', JSON.stringify({ ...privateJwk, kty: 'RSA' })],
    ['half a key', JSON.stringify({ ...privateJwk, y: undefined })],
    ['a text', '"key"'],
    ['null', 'null'],
  ])('may hold a wrong key, which is said and not shown: %s', async (_what, key) => {
    const reply = await answer({ CAUSEWAY_SEALING_KEY: key });
    expect(reply).toMatchObject({ ok: false, error: { message: expect.stringContaining('not a private JWK') } });
    expect(JSON.stringify(reply)).not.toContain(String(privateJwk['d']).slice(0, 8));
  });

  it('has a log of one JSON object a line, without secrets, whatever is logged', async () => {
    const log = heard();
    await answer(ENVIRONMENT, told({ do: 'throwError' }));
    const runtime = environmentRuntime(ENVIRONMENT);
    runtime.log({ level: 'warn', message: 'a knot', big: 1n });
    const lines = log.mock.calls.map(([line]) => line as string);
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { level: 'info', message: 'run', function: 'probe.told', providerId: 'p-1' },
      { level: 'error', message: 'the function failed', invocationId: 'call-1' },
      { level: 'warn', message: 'a knot' },
    ]);
    expect(lines.join()).not.toContain(SECRET);
    expect(lines.join()).not.toContain('\n');
  });
});

it('the template of OpenFaaS that reads no body is told of', async () => {
  const said: string[] = [];
  const context: OpenfaasContext = {
    status: () => context,
    headers: () => context,
    succeed: (body) => said.push(body),
  };
  await openfaasHost(probeConnector(), environmentRuntime({}))({ method: 'POST', headers: {}, body: {} }, context);
  expect(decodeReply(said[0]!, 'unknown')).toMatchObject({
    error: { code: 'BAD_USER_INPUT', message: expect.stringContaining('RAW_BODY=true') },
  });
});

describe('where variables come with each run', () => {
  const body = encodeCall(callOf(DESCRIBE, { deadlineAt: Date.now() + 600_000 }));
  const described = { ok: true, data: { sealingKey: publicJwk, version: '1.4.0+9fceb02' } };
  const replyOf = (envelope: unknown): Reply => decodeReply(JSON.stringify(envelope), 'call-1');

  it('a worker reads them from its bindings', async () => {
    const worker = workerHost(probeConnector());
    const headers = { ...(await sign('secret', 'call-1', body, Date.now())) };
    const send = (given: HeadersInit) =>
      worker.fetch(new Request('http://w.test/', { method: 'POST', body, headers: given }), ENVIRONMENT);
    expect(replyOf(await (await send(headers)).json())).toMatchObject(described);
    expect((await send({})).status).toBe(401);
  });

  it('an action reads them from its default parameters', async () => {
    const main = openwhiskHost(probeConnector());
    const reply = replyOf(await main({ ...ENVIRONMENT, ce: JSON.parse(body) as object }));
    expect(reply).toMatchObject(described);
    expect(JSON.stringify(reply)).not.toContain(String(privateJwk['d']));
  });

  it('no parameter of a caller replaces a variable of the action', async () => {
    vi.stubEnv(SETTINGS.signingSecret, 'secret');
    const main = openwhiskHost(probeConnector());
    const headers = { ...(await sign('chosen by the caller', 'call-1', body, Date.now())) };
    const forged = { __ow_method: 'post', __ow_headers: headers, __ow_body: Buffer.from(body).toString('base64') };
    expect(await main({ ...forged, [SETTINGS.signingSecret]: 'chosen by the caller' })).toMatchObject({
      statusCode: 401,
    });
  });
});

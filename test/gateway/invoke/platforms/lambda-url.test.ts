import { createHash, createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAwsIdentities } from '../../../../gateway/invoke/platforms/aws-identity.ts';
import { lambdaUrlInvoker } from '../../../../gateway/invoke/platforms/lambda-url.ts';
import { callBy, portsWith, replyTo, startPlatform, type PlatformRequest } from './platform-server.ts';

const SECRETS = { ID: 'AKIDEXAMPLE', KEY: 'canary-secret-key' };
const invokerWith = (secrets: Record<string, string> = SECRETS) => {
  const ports = portsWith(secrets);
  return lambdaUrlInvoker({ ...ports, identities: createAwsIdentities(ports) });
};
const keys = { accessKeyId: 'env:ID', secretAccessKey: 'env:KEY' };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** Signature Version 4 as the AWS documentation describes it, computed from what arrived. */
function signatureOf({ method, path, headers, body }: PlatformRequest, secret: string): string {
  const [, date, region, service, names] =
    /Credential=[^/]+\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+),/.exec(headers.authorization!)!;
  const [pathname = '', search = ''] = path.split('?');
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...new URLSearchParams(search)].map(([k, v]) => `${encode(k)}=${encode(v)}`).toSorted();
  const canonical = [
    method,
    pathname.split('/').map(encode).join('/'),
    query.join('&'),
    ...names!.split(';').map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names,
    sha256(body),
  ].join('\n');
  const scope = `${date}/${region}/${service}/aws4_request`;
  const key = mac(mac(mac(mac(`AWS4${secret}`, date!), region!), service!), 'aws4_request');
  return mac(key, ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n')).toString('hex');
}

describe('a signed request', () => {
  it('has the signature that AWS would compute from what arrives', async () => {
    await using server = await startPlatform(({ body }) => ({ status: 200, body: replyTo(body, 'grüße') }));
    const settings = { url: `${server.url}/a%20b/c?x=1&y=%C3%B6&x=0`, region: 'eu-north-1', ...keys };
    expect(await callBy(invokerWith(), settings, { input: 'größe' })).toMatchObject({ type: 'ok', data: 'grüße' });
    const [request] = server.requests;
    const { authorization } = request!.headers;
    expect(authorization).toContain('Credential=AKIDEXAMPLE/');
    expect(authorization).toContain('/eu-north-1/lambda/aws4_request');
    expect(authorization).toMatch(/SignedHeaders=[^,]*content-type;host;[^,]*x-amz-date/);
    expect(authorization!.split('Signature=')[1]).toBe(signatureOf(request!, SECRETS.KEY));
  });

  it('has an HMAC beside it, and that is signed too', async () => {
    await using server = await startPlatform(({ body }) => ({ status: 200, body: replyTo(body) }));
    const settings = { url: server.url, region: 'eu-north-1', signingSecret: 'env:KEY', ...keys };
    await callBy(invokerWith(), settings);
    expect(server.requests[0]!.headers.authorization).toContain('webhook-signature');
  });

  it('is for the region of the URL, where AWS gave it', async () => {
    const outcome = await callBy(invokerWith(), {
      url: 'https://abc.lambda-url.ap-southeast-2.on.aws/',
      ...keys,
      accessKeyId: 'env:ABSENT',
    });
    expect(outcome).toMatchObject({ type: 'unauthorized', reason: expect.stringContaining('env:ABSENT') });
  });

  it('needs a region, which the AWS configuration may give', async () => {
    const settings = { url: 'http://127.0.0.1:1/', ...keys };
    for (const name of ['AWS_REGION', 'AWS_PROFILE']) vi.stubEnv(name, undefined);
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/nonexistent');
    expect(await callBy(invokerWith(), settings)).toMatchObject({
      type: 'unauthorized',
      ran: 'no',
      reason: expect.stringContaining('`region`'),
    });
    vi.stubEnv('AWS_REGION', 'eu-north-1');
    expect(await callBy(invokerWith(), settings)).toMatchObject({ type: 'unavailable' });
    vi.unstubAllEnvs();
  });

  it('is not made by a call whose deadline or caller is gone', async () => {
    const settings = { url: 'http://127.0.0.1:1/', region: 'eu-north-1', ...keys };
    expect(await callBy(invokerWith(), settings, { deadlineAt: 1 })).toMatchObject({
      type: 'functionTimeout',
      ran: 'no',
    });
    expect(await callBy(invokerWith(), settings, {}, AbortSignal.abort())).toEqual({ type: 'cancelled', ran: 'no' });
  });
});

describe('an assumed role', () => {
  beforeEach(() => void vi.stubEnv('AWS_ENDPOINT_URL_STS', ''));
  afterEach(() => void vi.unstubAllEnvs());

  const credentials = (lastsMs: number) => `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
    <AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>canary-role</SecretAccessKey>
    <SessionToken>canary-session</SessionToken><Expiration>${new Date(Date.now() + lastsMs).toISOString()}</Expiration>
    </Credentials></AssumeRoleResult></AssumeRoleResponse>`;
  const role = { arn: 'arn:aws:iam::123456789012:role/causeway', externalId: 'ext-1' };
  const settingsFor = (url: string) => ({ url, region: 'eu-north-1', assumeRole: role, ...keys });

  it('is assumed once for many calls, with its external id, and signs them', async () => {
    await using sts = await startPlatform(() => ({ status: 200, body: credentials(3_600_000), afterMs: 30 }));
    await using server = await startPlatform(({ body }) => ({ status: 200, body: replyTo(body) }));
    vi.stubEnv('AWS_ENDPOINT_URL_STS', sts.url);
    const invoker = invokerWith();
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => callBy(invoker, settingsFor(server.url))));
    expect(outcomes.every(({ type }) => type === 'ok')).toBe(true);
    expect(sts.requests).toHaveLength(1);
    expect(new URLSearchParams(sts.requests[0]!.body).get('ExternalId')).toBe('ext-1');
    expect(sts.requests[0]!.headers.authorization).toContain('AKIDEXAMPLE');
    const [request] = server.requests;
    expect(request!.headers).toMatchObject({ 'x-amz-security-token': 'canary-session' });
    expect(request!.headers.authorization!.split('Signature=')[1]).toBe(signatureOf(request!, 'canary-role'));
    await invoker.close();
  });

  it('is assumed again when it nears its end', async () => {
    await using sts = await startPlatform(() => ({ status: 200, body: credentials(200_000) }));
    await using server = await startPlatform(({ body }) => ({ status: 200, body: replyTo(body) }));
    vi.stubEnv('AWS_ENDPOINT_URL_STS', sts.url);
    const invoker = invokerWith();
    await callBy(invoker, settingsFor(server.url));
    await callBy(invoker, settingsFor(server.url));
    expect(sts.requests).toHaveLength(2);
    await invoker.close();
  });

  it('that AWS refuses, or that STS cannot give now, ends the call before it is sent; nothing of it is kept', async () => {
    let status = 403;
    const error = '<ErrorResponse><Error><Code>AccessDenied</Code><Message>canary</Message></Error></ErrorResponse>';
    await using sts = await startPlatform(() => ({ status, body: status === 200 ? credentials(3_600_000) : error }));
    await using server = await startPlatform(({ body }) => ({ status: 200, body: replyTo(body) }));
    vi.stubEnv('AWS_ENDPOINT_URL_STS', sts.url);
    const invoker = invokerWith();
    const refused = await callBy(invoker, settingsFor(server.url));
    expect(refused).toMatchObject({ type: 'unauthorized', ran: 'no', reason: expect.stringContaining('AccessDenied') });
    status = 500;
    expect(await callBy(invoker, settingsFor(server.url))).toMatchObject({ type: 'unavailable', ran: 'no' });
    expect(server.requests).toHaveLength(0);
    expect(sts.requests).toHaveLength(2);
    status = 200;
    expect(await callBy(invoker, settingsFor(server.url))).toMatchObject({ type: 'ok' });
    expect(JSON.stringify(refused)).not.toContain('canary');
    await invoker.close();
  });

  it('that STS takes too long for costs no more than the deadline', async () => {
    await using sts = await startPlatform(() => ({ status: 200, body: '', afterMs: 5_000 }));
    vi.stubEnv('AWS_ENDPOINT_URL_STS', sts.url);
    const invoker = invokerWith();
    const outcome = await callBy(invoker, settingsFor('http://127.0.0.1:1'), { deadlineAt: Date.now() + 200 });
    expect(outcome).toMatchObject({ type: 'functionTimeout', ran: 'no' });
    await invoker.close();
  });
});

import {
  CreateAliasCommand,
  CreateFunctionUrlConfigCommand,
  InvokeCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  type InvokeCommandInput,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NEEDS_RUNTIME, onLambda, type OnLambda } from '../../deploy/on-lambda.ts';
import { hasLambdaRuntime } from './index.ts';

let place: OnLambda;
beforeAll(async () => {
  place = await onLambda();
  await place.put(
    'f',
    `exports.handler = async (event, context) => { console.log('heard'); return { event, id: context.awsRequestId }; };`,
  );
});
afterAll(() => place[Symbol.asyncDispose]());

const invoke = (more: Partial<InvokeCommandInput> = {}) =>
  place.lambda.send(new InvokeCommand({ FunctionName: 'f', ...more }));

describe("the emulator's API", () => {
  it('takes what is signed with its key and nothing else', async () => {
    const url = `${place.emulator.url}/2015-03-31/functions/f/invocations`;
    const unsigned = await fetch(url, { method: 'POST', body: '{}' });
    expect([unsigned.status, unsigned.headers.get('x-amzn-errortype')]).toEqual([
      403,
      'MissingAuthenticationTokenException',
    ]);
    const credentials = { accessKeyId: 'AKIASTRANGER', secretAccessKey: 'x' };
    const stranger = new LambdaClient({ region: 'eu-central-1', endpoint: place.emulator.url, credentials });
    await expect(stranger.send(new InvokeCommand({ FunctionName: 'f' }))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });

  it('knows functions by name, partial ARN and ARN, and no others', async () => {
    for (const name of ['f', '123456789012:function:f', 'arn:aws:lambda:eu-central-1:123456789012:function:f'])
      expect(await invoke({ FunctionName: name, InvocationType: 'DryRun' })).toMatchObject({ StatusCode: 204 });
    await expect(invoke({ FunctionName: 'g' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(invoke({ Qualifier: '7' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('takes 6,291,456 bytes at once, 1 MB for later, and only JSON', async () => {
    const Payload = Buffer.from(JSON.stringify('x'.repeat(6_291_456)));
    await expect(invoke({ Payload })).rejects.toMatchObject({ name: 'RequestTooLargeException' });
    await expect(invoke({ Payload: Payload.subarray(0, 1_048_577), InvocationType: 'Event' })).rejects.toMatchObject({
      name: 'RequestTooLargeException',
    });
    await expect(invoke({ Payload: Buffer.from('{') })).rejects.toMatchObject({
      name: 'InvalidRequestContentException',
    });
  });

  it('refuses an update while another is under way', async () => {
    await using slow = await onLambda({ settleMs: 200 });
    await slow.put('f', '');
    const update = new UpdateFunctionCodeCommand({ FunctionName: 'f', ZipFile: zipSync({ 'index.js': strToU8('1') }) });
    await slow.lambda.send(update);
    await expect(slow.lambda.send(update)).rejects.toMatchObject({ name: 'ResourceConflictException' });
  });
});

describe.skipIf(!hasLambdaRuntime)(`functions in the emulator ${NEEDS_RUNTIME}`, () => {
  it('answer with the version, the request id and the end of their log', async () => {
    const answer = await invoke({ LogType: 'Tail', Payload: Buffer.from('{"n":1}') });
    const { event, id } = JSON.parse(Buffer.from(answer.Payload!).toString()) as { event: unknown; id: string };
    expect(event).toEqual({ n: 1 });
    expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST', $metadata: { requestId: id } });
    expect(Buffer.from(answer.LogResult!, 'base64').toString()).toContain('heard');
  });

  it('are called later by Event, with 202 at once', async () => {
    expect(await invoke({ InvocationType: 'Event' })).toMatchObject({ StatusCode: 202 });
  });

  it('stay as they were under a version and its alias, while $LATEST changes', async () => {
    await place.put('versions', `exports.handler = async () => 'old';`);
    const FunctionName = 'versions';
    const { Version } = await place.lambda.send(new PublishVersionCommand({ FunctionName }));
    await place.lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: Version }));
    const ZipFile = zipSync({ 'index.js': strToU8(`exports.handler = async () => 'new';`) });
    await place.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
    const answerOf = async (Qualifier?: string) =>
      Buffer.from((await invoke({ FunctionName, Qualifier })).Payload!).toString();
    expect([await answerOf(), await answerOf(Version), await answerOf('live')]).toEqual(['"new"', '"old"', '"old"']);
  });

  it('have a URL that anybody may call with NONE, and only who signs with AWS_IAM', async () => {
    await place.put(
      'url',
      `exports.handler = async (event) => ({ statusCode: 201, headers: { 'x-path': event.rawPath }, body: event.body });`,
    );
    const open = new CreateFunctionUrlConfigCommand({ FunctionName: 'url', AuthType: 'NONE' });
    const { FunctionUrl } = await place.lambda.send(open);
    const answer = await fetch(`${FunctionUrl}a/b?c=d`, {
      method: 'POST',
      body: 'text',
      headers: { 'content-type': 'text/plain' },
    });
    expect([answer.status, answer.headers.get('x-path'), await answer.text()]).toEqual([201, '/a/b', 'text']);
    const bytes = await fetch(FunctionUrl!, {
      method: 'POST',
      body: 'text',
      headers: { 'content-type': 'application/x-bytes' },
    });
    expect(await bytes.text()).toBe(Buffer.from('text').toString('base64'));
    await place.lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName: 'url', AuthType: 'AWS_IAM' }));
    expect((await fetch(FunctionUrl!, { method: 'POST' })).status).toBe(403);
  });

  it('start as slowly as they are told to, and once', async () => {
    await using slow = await onLambda({ coldStartMs: 400 });
    await slow.put('cold', `exports.handler = async () => 1;`);
    const invokeIt = async () => {
      const startedAt = performance.now();
      await slow.lambda.send(new InvokeCommand({ FunctionName: 'cold' }));
      return performance.now() - startedAt;
    };
    expect(await invokeIt()).toBeGreaterThan(400);
    await invokeIt();
    expect(slow.emulator.processesStarted).toBe(1);
  });

  it('end with the emulator', async () => {
    const short = await onLambda();
    await short.put('pid', 'exports.handler = async () => process.pid;');
    const { Payload } = await short.lambda.send(new InvokeCommand({ FunctionName: 'pid' }));
    const pid = Number(Buffer.from(Payload!).toString());
    expect(() => process.kill(pid, 0)).not.toThrow();
    await short[Symbol.asyncDispose]();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});

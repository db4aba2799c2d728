import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshHome, run, type Surroundings } from '../cli/support/command.ts';
import { EMULATOR_KEYS, hasLambdaRuntime } from '../emulators/lambda/index.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { NEEDS_RUNTIME, onLambda, ROLE, type OnLambda } from './on-lambda.ts';

const SECRET = 'signing-secret-canary-0123456789';

let out: string;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'causeway-command-'));
});
afterAll(() => rm(out, { recursive: true }));

const causeway = (args: readonly string[], surroundings: Surroundings = {}) =>
  run(args, { fromSource: true, ...surroundings });

describe('causeway functions build', () => {
  it('writes what the platform takes, and says its size, its version and the command', async () => {
    const { exit, stdout, stderr } = await causeway([
      'functions',
      'build',
      'echo',
      '--platform',
      'gcf',
      '--out',
      join(out, 'gcf'),
    ]);
    expect(stderr).toContain('gcloud functions deploy causeway-echo --gen2');
    expect(stderr).toContain('causeway functions add causeway-echo --gcf URL');
    expect(stdout).toMatch(/Built .*gcf: \d+ kB, \d+ kB zipped, version [0-9a-f]{12}/);
    expect(exit).toBe(0);
    expect((await readdir(join(out, 'gcf'))).toSorted()).toEqual([
      '.causeway-build',
      'index.js',
      'index.js.map',
      'package.json',
    ]);
  });

  it('says when what is built would answer everybody', async () => {
    const buildFor = (...args: string[]) => causeway(['functions', ...args, '--out', join(out, 'open')]);
    const open = 'Without CAUSEWAY_SIGNING_SECRET in its environment it answers everybody';
    expect((await buildFor('build', 'echo', '--platform', 'http')).stderr).toContain(open);
    const signed = ['deploy', 'echo', '--to', 'http', '--env', `CAUSEWAY_SIGNING_SECRET=${SECRET}`];
    const { stdout, stderr } = await buildFor(...signed);
    expect(stderr).not.toContain(open);
    expect(stdout + stderr).not.toContain(SECRET);
  });

  it('a connector that takes a credential is given a key, each time another', async () => {
    const [one, other] = [await causeway(['functions', 'key']), await causeway(['functions', 'key'])];
    expect(JSON.parse(one.stdout)).toMatchObject({ kty: 'EC', crv: 'P-256', d: expect.any(String) });
    expect(one.stdout).not.toBe(other.stdout);
  });

  it('from a built program says that it needs the sources', async () => {
    const { exit, stderr } = await run(['functions', 'build', 'echo', '--platform', 'gcf', '--out', join(out, 'no')]);
    expect(stderr).toContain('building needs the sources');
    expect(exit).toBe(2);
  });

  it('of a platform that does not exist names those that do', async () => {
    const { exit, stderr } = await causeway(['functions', 'build', 'echo', '--platform', 'heroku']);
    expect(stderr).toContain('lambda, gcf, azure, openwhisk, knative, kubeless, openfaas, worker, http');
    expect(exit).toBe(2);
  });
});

describe('causeway permissions', () => {
  it('prints the policy for AWS alone on stdout', async () => {
    const { exit, stdout } = await run(['permissions', 'aws', '--format', 'aws-policy']);
    expect(JSON.parse(stdout)).toMatchObject({
      Version: '2012-10-17',
      Statement: [{ Sid: 'CausewayLooks' }, { Sid: 'CausewayActs' }],
    });
    expect(exit).toBe(0);
  });

  it("prints every connector's own words", async () => {
    const { stdout } = await run(['permissions']);
    expect(stdout).toMatch(/^aws +ec2:DescribeInstances +READ +aws\.listInstances$/m);
    expect(stdout).toMatch(/^sandbox +sandbox:StartInstances +WRITE +sandbox\.startInstances$/m);
  });

  it('of a connector that is not of AWS are no policy', async () => {
    const { exit, stdout, stderr } = await run(['permissions', 'sandbox', '--format', 'aws-policy']);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain('--format text');
  });
});

describe('causeway functions deploy onto other platforms', () => {
  it('builds and prints the command; a secret is neither printed nor written', async () => {
    const { exit, stdout, stderr } = await causeway([
      'functions',
      'deploy',
      'echo',
      '--to',
      'azure',
      '--name',
      'shop',
      '--out',
      join(out, 'azure'),
      '--env',
      `CAUSEWAY_SIGNING_SECRET=${SECRET}`,
    ]);
    expect(exit).toBe(0);
    expect(stderr).toContain('func azure functionapp publish shop');
    expect(stderr).toContain('CAUSEWAY_SIGNING_SECRET="$CAUSEWAY_SIGNING_SECRET"');
    expect(stdout + stderr).not.toContain(SECRET);
    for (const file of await readdir(join(out, 'azure')))
      expect(await readFile(join(out, 'azure', file), 'utf8')).not.toContain(SECRET);
  });
});

describe('causeway functions deploy onto lambda', () => {
  let place: OnLambda;
  let gateway: TestGateway;
  const home = freshHome();
  beforeAll(async () => {
    place = await onLambda();
    gateway = await startGateway({
      flags: { 'private-function-addresses': 'allow' },
      env: {
        CAUSEWAY_SECRET_ID: EMULATOR_KEYS.accessKeyId,
        CAUSEWAY_SECRET_KEY: EMULATOR_KEYS.secretAccessKey,
      },
    });
  });
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
  });

  const deploy = (...args: string[]) =>
    causeway(
      [
        'functions',
        'deploy',
        'echo',
        '--to',
        'lambda',
        '--region',
        'eu-central-1',
        '--endpoint',
        place.emulator.url,
        '--out',
        join(out, 'lambda'),
        ...args,
      ],
      {
        url: gateway.url,
        key: gateway.adminKey,
        home,
        env: {
          AWS_ACCESS_KEY_ID: EMULATOR_KEYS.accessKeyId,
          AWS_SECRET_ACCESS_KEY: EMULATOR_KEYS.secretAccessKey,
          CAUSEWAY_SIGNING_SECRET: SECRET,
        },
      },
    );

  it('of a new function without a role prints the role to make', async () => {
    const { exit, stdout, stderr } = await deploy();
    expect(stderr).toContain('--create-role');
    expect(JSON.parse(stdout)).toMatchObject({ roleName: 'causeway-echo-function', policy: { Version: '2012-10-17' } });
    expect(exit).toBe(2);
  });

  it('says what AWS refuses', async () => {
    const { exit, stderr } = await deploy('--create-role');
    expect(stderr).toContain('deploying failed');
    expect(exit).toBe(1);
  });

  it.skipIf(!hasLambdaRuntime)(
    `creates, registers and probes it, and again as an update ${NEEDS_RUNTIME}`,
    async () => {
      const identity = ['--access-key-id', 'env:ID', '--secret-access-key', 'env:KEY'];
      const first = await deploy('--role', ROLE, '--env', 'CAUSEWAY_SIGNING_SECRET', ...identity);
      expect(first.stderr).not.toContain('error');
      const version = /version ([0-9a-f]{12})$/m.exec(first.stdout)?.[1];
      expect(first.stdout).toMatch(/^Created arn:aws:lambda:eu-central-1:123456789012:function:causeway-echo/m);
      expect(first.stdout).toMatch(
        new RegExp(`^Registered causeway-echo: it answers in \\d+ ms as version ${version}$`, 'm'),
      );
      expect(first.exit).toBe(0);
      const { deployment } = await gateway.data(
        `{ deployment(name: "causeway-echo") { platform version address settings } }`,
      );
      expect(deployment).toMatchObject({ platform: 'LAMBDA', version, settings: { accessKeyId: 'env:ID' } });

      const second = await deploy();
      expect(second.stdout).toMatch(/^Unchanged arn/m);
      expect(second.stdout).toMatch(/^Updated causeway-echo: it answers/m);
      for (const text of [first.stdout, first.stderr, second.stdout, second.stderr, gateway.log()])
        expect(text).not.toContain(SECRET);
      const called = await gateway.data(
        `{ callFunction(input: { function: "echo.echo", data: { text: "grüße" }, deployment: "causeway-echo" }) { data } }`,
      );
      expect(called.callFunction.data).toMatchObject({ data: { text: 'grüße' } });
    },
  );
});

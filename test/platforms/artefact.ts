/** The probe as an artefact of one platform: the entry, the format and the files are those of `causeway functions build`. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BUILDS, type BuildPlatform } from '../../deploy/platforms.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Where the real runtimes are installed. */
export const RUNTIMES = join(ROOT, 'test/runtimes/node_modules');

export interface ProbeArtefact extends AsyncDisposable {
  readonly directory: string;
  /** The program. */
  readonly file: string;
  /** Of the files beside it, by path. */
  readonly files: Readonly<Record<string, string>>;
}

export interface ProbeSettings {
  /** True: a function without our host, which throws `BARE_ERROR`. */
  readonly isBare?: boolean;
  /** Where the packages are that the platform installs. */
  readonly packages?: string;
}

const PROBE = `import { connector } from './test/support/probe/connector.ts';\nconst VERSION = 'probe-1';`;

/** What a function without our host throws. */
export const BARE_ERROR = 'thrown-without-a-host-7e15';

/** Such a function as each platform takes it; `fail` throws. Elsewhere it is exported as the host would be. */
const BARE: Partial<Record<BuildPlatform, string>> = {
  azure: `require('@azure/functions').app.http('causeway', { methods: ['POST'], authLevel: 'function', handler: fail });`,
  gcf: `require('@google-cloud/functions-framework').http('causeway', fail);`,
  http: `require('node:http').createServer(fail).listen(Number(process.env.PORT), process.env.HOST);`,
  openfaas: 'module.exports = fail;',
  worker: 'export default { fetch: fail };',
};

const bareEntry = (platform: BuildPlatform) => `const fail = async () => {
  throw new Error('${BARE_ERROR}');
};
${BARE[platform] ?? 'module.exports = { handler: fail, handle: fail, main: fail };'}`;

/** Writes it into a directory of its own, in which the packages that a platform installs are found. */
export async function buildProbe(
  platform: BuildPlatform,
  { isBare = false, packages = RUNTIMES }: ProbeSettings = {},
): Promise<ProbeArtefact> {
  const { entry, file, format, external, files: filesOf } = BUILDS[platform];
  const directory = await mkdtemp(join(tmpdir(), 'causeway-probe-'));
  const files = filesOf({ name: 'probe', connector: 'probe', version: 'probe-1', directory, variables: [] });
  await symlink(packages, join(directory, 'node_modules'), 'dir');
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
  const program = join(directory, file);
  await build({
    stdin: {
      contents: isBare ? bareEntry(platform) : `${PROBE}\n${entry}`,
      resolveDir: ROOT,
      loader: 'ts',
    },
    outfile: program,
    bundle: true,
    format,
    target: 'node20.19',
    platform: platform === 'worker' ? 'browser' : 'node',
    mainFields: ['module', 'main'],
    ...(platform === 'worker' && { conditions: ['workerd', 'worker', 'import'] }),
    external: [...external],
    logLevel: 'error',
  });
  return {
    directory,
    file: program,
    files,
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}

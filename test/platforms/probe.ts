/** The probe as an artefact of one platform. */
import type { BuildPlatform } from '../../deploy/platforms.ts';
import { buildArtefact, type Artefact } from './artefact.ts';

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

export const buildProbe = (
  platform: BuildPlatform,
  { isBare = false, ...packages }: ProbeSettings = {},
): Promise<Artefact> =>
  buildArtefact(platform, {
    name: 'probe',
    program: (entry) => (isBare ? bareEntry(platform) : `${PROBE}\n${entry}`),
    ...packages,
  });

import { functionSuite } from '../conformance/function-suite.ts';
import { keepChild } from '../emulators/child.ts';
import { buildProbe } from './probe.ts';

const SECRET = 'http-signing-secret-8e1c';

functionSuite({
  title: 'http on a server of Node',
  platform: 'HTTP',
  secrets: { 'env:SIGNING': SECRET, 'env:WRONG': 'another-secret-77af' },
  async start({ isBare = false } = {}) {
    const artefact = await buildProbe('http', { isBare });
    const server = await keepChild({
      argv: () => [artefact.file],
      env: (port) => ({ PORT: String(port), HOST: '127.0.0.1', CAUSEWAY_SIGNING_SECRET: SECRET }),
      port: 'given',
    });
    const settings = (origin: string) => ({ url: `${origin}/causeway`, signingSecret: 'env:SIGNING' });
    return {
      origin: server.url,
      settings,
      wrongSecret: { ...settings(server.url), signingSecret: 'env:WRONG' },
      output: () => server.output,
      async close() {
        await server.kill();
        await artefact[Symbol.asyncDispose]();
      },
    };
  },
  leftOut: {
    limitTold: 'a server of Node has no limit of its own',
    platformLimit: 'a server of Node has no limit of its own',
    blocked: 'a server of Node has no limit of its own',
    wrongName: 'every path is the function',
    busy: 'a server of Node refuses nobody',
  },
});

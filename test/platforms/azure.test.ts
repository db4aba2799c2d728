import { functionSuite } from '../conformance/function-suite.ts';
import { startAzure } from '../emulators/azure/host.ts';
import { buildProbe } from './probe.ts';

const KEY = 'function-key-c7d3==';

functionSuite({
  title: 'azure on @azure/functions 4, under a host of ours',
  platform: 'AZURE',
  secrets: { 'env:KEY': KEY, 'env:WRONG': 'another-key-5a5a==' },
  async start({ limitMs, concurrency, isBare = false } = {}) {
    const artefact = await buildProbe('azure', { isBare });
    const azure = await startAzure({
      file: artefact.file,
      key: KEY,
      ...(limitMs !== undefined && { loadBalancerMs: limitMs }),
      ...(concurrency !== undefined && { maxOutstandingRequests: concurrency }),
    });
    const settings = (origin: string) => ({ url: `${origin}/api/causeway`, key: 'env:KEY' });
    return {
      origin: azure.url,
      settings,
      wrongSecret: { ...settings(azure.url), key: 'env:WRONG' },
      wrongName: { ...settings(azure.url), url: `${azure.url}/api/nothing` },
      output: () => azure.output,
      async close() {
        await azure.close();
        await artefact[Symbol.asyncDispose]();
      },
    };
  },
  leftOut: { limitTold: 'the host is told of 230 s, and the limit here is shorter' },
});

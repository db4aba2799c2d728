import { functionSuite } from '../conformance/function-suite.ts';
import { startKubeless } from '../emulators/kubeless/ingress.ts';
import { buildProbe } from './probe.ts';

const AUTH = 'trigger:password-61e0';

functionSuite({
  title: 'kubeless on an emulator of its Node runtime',
  platform: 'KUBELESS',
  secrets: { 'env:AUTH': AUTH, 'env:WRONG': 'trigger:other-94b2' },
  async start({ limitMs = 180_000, isBare = false } = {}) {
    const artefact = await buildProbe('kubeless', { isBare });
    const timeoutSeconds = limitMs / 1_000;
    const kubeless = await startKubeless({ file: artefact.file, timeoutSeconds, path: '/probe', basicAuth: AUTH });
    const settings = (origin: string) => ({ url: `${origin}/probe`, basicAuth: 'env:AUTH' });
    return {
      origin: kubeless.url,
      settings,
      wrongSecret: { ...settings(kubeless.url), basicAuth: 'env:WRONG' },
      wrongName: { ...settings(kubeless.url), url: `${kubeless.url}/nothing` },
      output: () => kubeless.output,
      async close() {
        await kubeless.close();
        await artefact[Symbol.asyncDispose]();
      },
    };
  },
  leftOut: {
    blocked: 'Kubeless ends only what blocks before the first `await` of the handler',
    busy: 'Kubeless refuses nobody',
  },
});

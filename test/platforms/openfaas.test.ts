import { functionSuite } from '../conformance/function-suite.ts';
import { startOpenfaas } from '../emulators/openfaas/gateway.ts';
import { buildProbe } from './probe.ts';

const AUTH = 'admin:password-3f27';

functionSuite({
  title: 'openfaas on an emulator of its gateway, watchdog and template',
  platform: 'OPENFAAS',
  secrets: { 'env:AUTH': AUTH, 'env:WRONG': 'admin:other-08c5' },
  async start({ limitMs, concurrency, isBare = false } = {}) {
    const artefact = await buildProbe('openfaas', { isBare });
    const openfaas = await startOpenfaas({
      name: 'probe',
      file: artefact.file,
      env: environmentOf(artefact.files['stack.yml']!),
      basicAuth: AUTH,
      ...(limitMs !== undefined && { execTimeoutMs: limitMs }),
      ...(concurrency !== undefined && { maxInflight: concurrency }),
    });
    const settings = (gateway: string) => ({ gateway, function: 'probe', basicAuth: 'env:AUTH' });
    return {
      origin: openfaas.url,
      settings,
      wrongSecret: { ...settings(openfaas.url), basicAuth: 'env:WRONG' },
      wrongName: { ...settings(openfaas.url), function: 'nothing' },
      output: () => openfaas.output,
      async close() {
        await openfaas.close();
        await artefact[Symbol.asyncDispose]();
      },
    };
  },
  leftOut: { front404: "a 404 without the mark of OpenFaaS counts as the function's own" },
});

/** What `stack.yml` says under `environment`. */
const environmentOf = (stack: string) =>
  Object.fromEntries([...stack.matchAll(/^ {6}(\w+): '?(.+?)'?$/gm)].map(([, name, value]) => [name!, value!]));

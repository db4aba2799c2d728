/** A host of the local platform whose one function does what its input says. */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { defineConnector, defineList, type FunctionContext } from '../../../functions/sdk/index.ts';
import { keyFileSealing } from '../../../functions/sdk/hosts/key-file.ts';
import { hostLocally } from '../../../functions/sdk/hosts/local.ts';

const [, keyFile = ''] = process.argv.slice(2);
const record = (name: string) => ({ items: [{ nativeId: 'x', name, tags: null }] });

/** By the region of the input; what follows a colon is an argument. */
const DEEDS: Record<string, (argument: string, context: FunctionContext) => unknown> = {
  echo: (text) => record(text),
  pid: () => record(String(process.pid)),
  variable: (name) => record(process.env[name] ?? 'absent'),
  crash: () => process.exit(7),
  throwLater: () => {
    setTimeout(() => {
      throw new Error('canary-in-a-stray-error');
    }, 1);
    return sleep(60_000);
  },
  deaf: () => sleep(60_000),
  spin: () => {
    for (;;) Math.random();
  },
  print: (text) => {
    console.log(text);
    process.stderr.write(`warning: ${text}\n`);
    return record('printed');
  },
  touchOnAbort: async (path, { signal }) => {
    await sleep(60_000, undefined, { signal }).catch(() => writeFileSync(path, 'aborted'));
    return record('aborted');
  },
  large: () => ({ items: [{ nativeId: 'x', tags: null, native: 'x'.repeat(1_100_000) }] }),
  slow: async (ms) => {
    await sleep(Number(ms));
    return record('slow');
  },
};

const connector = defineConnector({
  name: 'misbehaving',
  title: 'Misbehaving',
  description: 'Does what it is told.',
  credential: null,
  options: z.strictObject({}),
  functions: [
    defineList<'Instance'>({
      name: 'misbehaving.list',
      kind: 'Instance',
      permissions: [],
      quota: null,
      async run({ region }, context) {
        const [deed = '', ...argument] = region.split(':');
        return (await DEEDS[deed]!(argument.join(':'), context)) as never;
      },
    }),
  ],
});
hostLocally(connector, keyFileSealing(keyFile));

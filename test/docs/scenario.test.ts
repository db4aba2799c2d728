import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { registry } from '../../functions/registry.gen.ts';
import type { ConnectorManifest } from '../../functions/sdk/index.ts';

type Functions = ConnectorManifest['functions'];

const has = (type: string) => (functions: Functions) => functions.some(({ operation }) => operation.type === type);
const acts =
  (...actions: readonly string[]) =>
  (functions: Functions) =>
    actions.every((action) =>
      functions.some(({ operation }) => operation.type === 'ACT' && operation.action === action),
    );
const handles = (handler: string) => (functions: Functions) =>
  functions.some(({ operation }) => operation.type === 'HANDLE' && operation.handler === handler);

/** What a row of the table says of a connector. */
const ROWS: Readonly<Record<string, (functions: Functions) => boolean>> = {
  'add the account there': has('CREATE'),
  'remove it there': has('DELETE'),
  'say how far it is': has('STATUS'),
  list: has('LIST'),
  'best practices': has('LIST_FINDINGS'),
  'list alarms': has('LIST_ALARMS'),
  'push alarms': handles('receiveAlarm'),
  'make an alert': handles('createAlert'),
  'start, stop, reboot': acts('START', 'STOP', 'REBOOT'),
  'change tags': acts('TAG'),
};

it('the table of docs/scenario.md says what each connector can do', async () => {
  const page = await readFile('docs/scenario.md', 'utf8');
  const [, table] = /## What each system can do\n\n([\s\S]*?)\n\n/.exec(page)!;
  const rows = table!.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const [, , ...said] = rows;
  expect(said.map(([operation]) => operation)).toEqual(Object.keys(ROWS));
  const manifests = ['cloudcheckr', 'manageiq', 'mistio'].map((name) => registry[name]!.manifest.functions);
  const can = Object.entries(ROWS).map(([operation, test]) => [operation, ...manifests.map(test)]);
  expect(said.map(([operation, ...cells]) => [operation, ...cells.map((cell) => cell !== 'no')])).toEqual(can);
});

import { describe, expect, it } from 'vitest';
import { violations } from '../../build/dependency-rule.ts';
import { importsOf } from '../../build/module-graph.ts';

/** What breaks the rule in a project that has just these files. */
const check = (files: Readonly<Record<string, string>>) =>
  violations(new Map(Object.entries(files).map(([file, source]) => [file, importsOf(file, source)])));

/** What breaks the rule when `file` imports `specifier` for its types alone, the weakest import there is. */
const checkTypeImport = (file: string, specifier: string) =>
  check({ [file]: `import type { A } from '${specifier}';` });

const REFUSED: readonly [file: string, specifier: string][] = [
  ['schema/generated/types.ts', '../../resolvers/rows.ts'],
  ['schema/generated/types.ts', 'graphql'],
  ['schema/generated/types.ts', 'node:fs'],
  ['resolvers/alarms.ts', '../gateway/alarms/index.ts'],
  ['resolvers/alarms.ts', '../functions/sdk/index.ts'],
  ['functions/sdk/define.ts', '../../resolvers/rows.ts'],
  ['functions/sdk/define.ts', '../../gateway/clock.ts'],
  ['functions/sdk/define.ts', '../connectors/sandbox/connector.ts'],
  ['functions/sdk/hosts/http.ts', '../../connectors/sandbox/connector.ts'],
  ['functions/connectors/aws/connector.ts', '../sandbox/connector.ts'],
  ['functions/connectors/aws/connector.ts', '../../registry.gen.ts'],
  ['functions/connectors/aws/connector.ts', '../../../gateway/clock.ts'],
  ['functions/connectors/aws/connector.ts', '../../../schema/generated/types.ts'],
  ['functions/local-host.ts', '../gateway/clock.ts'],
  ['gateway/main.ts', '../functions/registry.gen.ts'],
  ['gateway/main.ts', '../functions/local-host.ts'],
  ['gateway/main.ts', './alarms/engine.ts'],
  ['gateway/invoke/local.ts', '../../functions/connectors/sandbox/connector.ts'],
  ['gateway/sync/run.ts', '../inventory/slices.ts'],
  ['gateway/sync/run.ts', '../inventory/deep/index.ts'],
  ['gateway/sync/run.ts', '../../cli/main.ts'],
  ['gateway/sync/run.ts', '../../test/support/gateway.ts'],
  ['cli/main.ts', '../gateway/clock.ts'],
  ['cli/main.ts', '../functions/sdk/index.ts'],
  ['cli/main.ts', '../resolvers/rows.ts'],
  ['cli/main.ts', '../console/app.tsx'],
  ['console/app.tsx', '../cli/main.ts'],
  ['demo/main.ts', '../gateway/main.ts'],
  ['demo/main.ts', '../cli/main.ts'],
  ['somewhere/new.ts', '../schema/generated/types.ts'],
];

const ALLOWED: readonly [file: string, specifier: string][] = [
  ['resolvers/alarms.ts', '../schema/generated/types.ts'],
  ['resolvers/alarms.ts', './context.ts'],
  ['functions/sdk/define.ts', '../../schema/generated/types.ts'],
  ['functions/connectors/aws/connector.ts', '../../sdk/index.ts'],
  ['functions/connectors/aws/connector.ts', './client.ts'],
  ['functions/connectors/aws/connector.ts', '@aws-sdk/client-ec2'],
  ['functions/registry.gen.ts', './connectors/aws/connector.ts'],
  ['functions/local-host.ts', './sdk/index.ts'],
  ['gateway/main.ts', './alarms/index.ts'],
  ['gateway/alarms/engine.ts', './log.ts'],
  ['gateway/alarms/engine.ts', '../inventory/index.ts'],
  ['gateway/alarms/engine.ts', '../clock.ts'],
  ['gateway/alarms/engine.ts', '../../functions/sdk/index.ts'],
  ['cli/main.ts', '../schema/generated/types.ts'],
  ['test/gateway/alarms/log.test.ts', '../../../gateway/alarms/log.ts'],
];

describe('the dependency rule', () => {
  it.each(REFUSED)('refuses that %s imports %s, even for its types alone', (file, specifier) => {
    expect(checkTypeImport(file, specifier)).toHaveLength(1);
  });

  it.each(ALLOWED)('lets %s import %s', (file, specifier) => {
    expect(checkTypeImport(file, specifier)).toEqual([]);
  });

  it('lets the SDK take types from the schema and nothing else', () => {
    const file = 'functions/sdk/define.ts';
    expect(check({ [file]: `import { type A } from '../../schema/generated/types.ts';` })).toEqual([]);
    expect(check({ [file]: `import { A } from '../../schema/generated/types.ts';` })).toEqual([
      'functions/sdk/define.ts may import schema/generated/types.ts for its types alone: write `import type`',
    ]);
  });

  it.each([
    `export * from '../gateway/clock.ts';`,
    `export { clock } from '../gateway/clock.ts';`,
    `export type { Clock } from '../gateway/clock.ts';`,
    `import '../gateway/clock.ts';`,
    `const clock = await import('../gateway/clock.ts');`,
    `type Clock = import('../gateway/clock.ts').Clock;`,
    `type Module = typeof import('../gateway/clock.ts');`,
    `import clock = require('../gateway/clock.ts');`,
  ])('sees an import in whatever way it is written: %s', (source) => {
    expect(check({ 'cli/main.ts': source })).toEqual([
      'cli/main.ts must not import gateway/clock.ts; it may import ^schema/ ^deploy/ ^cli/',
    ]);
  });

  it('is not misled by what only looks like an import', () => {
    expect(
      check({ 'cli/main.ts': `// import '../gateway/clock.ts';\nconst text = "import '../gateway/clock.ts'";` }),
    ).toEqual([]);
  });

  it('refuses a cycle, even one of types alone', () => {
    expect(
      check({
        'gateway/alarms/index.ts': `import type { Slice } from '../inventory/index.ts';`,
        'gateway/inventory/index.ts': `import { b } from './b.ts';`,
        'gateway/inventory/b.ts': `export type { Alarms } from '../alarms/index.ts';`,
      }),
    ).toEqual([
      'cycle: gateway/alarms/index.ts -> gateway/inventory/index.ts -> gateway/inventory/b.ts -> gateway/alarms/index.ts',
    ]);
  });

  it('refuses a file that it cannot read, which could hide an import', () => {
    expect(() => importsOf('cli/main.ts', 'import {')).toThrow(/cli\/main\.ts does not parse/);
  });
});

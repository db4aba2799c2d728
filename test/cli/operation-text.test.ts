import { expect, it } from 'vitest';
import { operationText, parseOperation } from '../../cli/operation-text.ts';
import { registry } from '../../functions/registry.gen.ts';

it('each operation of each connector has a text, and the text names it', () => {
  const texts = Object.values(registry).flatMap(({ manifest }) =>
    manifest.functions.map(({ operation }) => operationText({ action: null, kind: null, handler: null, ...operation })),
  );
  expect(texts).toContain('STATUS');
  expect(texts.map((text) => operationText(parseOperation(text)))).toEqual(texts);
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSync } from 'oxc-parser';
import { FOLDERS } from '../../build/dependency-rule.ts';

/** The most lines of code a file may have. The first that fits is the one that counts. */
const LIMITS: readonly [path: RegExp, maxLines: number][] = [
  // Declarations of shapes alone: they grow with the schema, and no rule can leak into them.
  [/^(resolvers\/(rows|context)|gateway\/store\/tables)\.ts$/, 250],
  [/^functions\/connectors\//, 100],
  [/^resolvers\//, 120],
  [/^(gateway\/(invoke|notify|store)|functions\/sdk\/hosts)\//, 150],
  [/^(gateway|functions|cli|deploy|console|demo|bench|build)\//, 250],
  [/^schema\/.*\.graphql$/, 300],
  [/^test\//, 400],
];

const generated = /(^|\/)generated\/|\.gen\.ts$/;

const files = FOLDERS.flatMap((folder) => list(folder)).filter(
  (file) => /\.(ts|tsx|graphql)$/.test(file) && !generated.test(file),
);
const sizes = files.map((file) => ({ file, lines: countCode(file, readFileSync(file, 'utf8')) }));

describe('files stay small', () => {
  it.each(LIMITS)('those that fit %s have at most %i lines of code', (path, maxLines) => {
    const tooLarge = sizes.filter(({ file, lines }) => limitOf(file) === path && lines > maxLines);
    expect(tooLarge).toEqual([]);
  });

  it('all source files have a limit', () => {
    expect(files.filter((file) => !limitOf(file))).toEqual([]);
  });

  it('half of them have at most 90 lines of code, nine in ten at most 200', () => {
    const sorted = sizes.map(({ lines }) => lines).toSorted((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length * 0.5)]).toBeLessThanOrEqual(90);
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThanOrEqual(200);
  });

  it('comments and empty lines do not count', () => {
    expect(countCode('a.ts', '/** one\n * two */\n\nconst a = 1; // three\n// four\nconst b = `\n`;\n')).toBe(3);
  });
});

function limitOf(file: string): RegExp | undefined {
  return LIMITS.find(([path]) => path.test(file))?.[0];
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file}`)
      .filter((file) => !file.includes('/node_modules/'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Lines that hold anything beside comments. Descriptions in SDL are content. */
function countCode(file: string, source: string): number {
  const code = file.endsWith('.graphql') ? source.replace(/^\s*#.*$/gm, '') : withoutComments(file, source);
  return code.split('\n').filter((line) => line.trim() !== '').length;
}

function withoutComments(file: string, source: string): string {
  let code = source;
  for (const { start, end } of parseSync(file, source).comments)
    code = code.slice(0, start) + code.slice(start, end).replace(/[^\n]/g, ' ') + code.slice(end);
  return code;
}

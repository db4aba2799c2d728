import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).split('\n').filter(Boolean);

/** The pages that are in the repository, or would be with the next `git add`. */
const pages = git('ls-files', '--cached', '--others', '--exclude-standard', '*.md').filter((page) => existsSync(page));

/** Made when the project runs, so not there in a fresh clone. */
const MADE = /^(data|dist|node_modules|coverage|\.venv)(\/|$)/;

/**
 * The paths of this project that a page names: targets of links to files, and words in backticks that hold a `/` and
 * begin with one of our top-level names, or that are one of our top-level files. `*`, `<x>` and `…` are patterns.
 */
function pathsNamedIn(page: string, text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  const links = [...prose.matchAll(/\]\((?![a-z]+:|#)([^)\s#]+)[^)]*\)/g)].map(([, target]) =>
    normalize(join(dirname(page), target!)),
  );
  const words = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, word]) => word!).filter((word) => isOurPath(word));
  return [...links, ...words.map((word) => word.replace(/[/:]+$|:\d+$/g, ''))];
}

const topLevel = new Set(
  git('ls-files', '--cached', '--others', '--exclude-standard').map((file) => file.split('/')[0]!),
);

function isOurPath(word: string): boolean {
  if (/[\s*<>…{}|$]/.test(word)) return false;
  return word.includes('/')
    ? topLevel.has(word.split('/')[0]!) || FOLDER.test(word)
    : /^[A-Za-z][\w-]*\.(md|yml|ts)$/.test(word) &&
        word === word.toUpperCase().replace(/\.(MD|YML|TS)$/, (end) => end.toLowerCase());
}

const FOLDER = /^(schema|resolvers|functions|gateway|cli|console|demo|bench|build|deploy|docs|test)\//;

it.each(pages)('every path that %s names exists', (page) => {
  const missing = pathsNamedIn(page, readFileSync(page, 'utf8')).filter((path) => {
    return !MADE.test(path) && !existsSync(path) && !existsSync(join(dirname(page), path));
  });
  expect(missing).toEqual([]);
});

it('a page that names a path that is gone is caught', () => {
  expect(
    pathsNamedIn('docs/a.md', 'See [b](b.md), `gateway/gone.ts:12`, `test/gone/`, `a/b` and `gateway/*.ts`.'),
  ).toEqual(['docs/b.md', 'gateway/gone.ts', 'test/gone']);
});

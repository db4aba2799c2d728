import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';

const run = promisify(execFile);

const hasCurl = await run('curl', ['--version']).then(
  () => true,
  (error: unknown) => (error as NodeJS.ErrnoException).code !== 'ENOENT',
);

const pages = [
  'README.md',
  ...(await readdir('docs')).filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`),
];
const scripts = await Promise.all(pages.map(async (page) => [page, runnableIn(await readFile(page, 'utf8'))] as const));

/**
 * The blocks of a page that are marked `sh runnable`, as one script: later ones use what earlier ones made. Those that
 * are marked `sh runnable curl` are left out where there is no curl, for Node is all that `npm test` needs; not in CI.
 */
function runnableIn(page: string): string {
  const blocks = [...page.matchAll(/^```sh runnable( curl)?\n([\s\S]*?)^```$/gm)];
  return blocks
    .filter(([, curl]) => !curl || hasCurl || process.env['CI'] === 'true')
    .map(([, , block]) => block)
    .join('\n');
}

it.each(scripts.filter(([, script]) => script !== ''))(
  'the commands of %s do what the page says',
  { timeout: 120_000 },
  async (_page, script) => {
    await using gateway = await startGateway({
      flags: { 'private-function-addresses': 'allow', 'alarm-poll-interval-ms': 1_000 },
    });
    const home = await mkdtemp(join(tmpdir(), 'causeway-docs-'));
    const env = {
      PATH: process.env['PATH'],
      HOME: home,
      NO_COLOR: '1',
      CAUSEWAY_URL: gateway.url,
      CAUSEWAY_KEY: gateway.adminKey,
    };
    try {
      // What failed, and what it said, is in the message of the error that this throws.
      const ended = run('bash', ['--norc', '-euo', 'pipefail', '-c', script], { env, timeout: 110_000 });
      await expect(ended).resolves.toBeDefined();
    } finally {
      await rm(home, { recursive: true });
    }
  },
);

it('a page that shows commands to run has some that are run', () => {
  expect(scripts.filter(([page, script]) => page !== 'README.md' && script === '').map(([page]) => page)).toEqual([]);
});

it('the README starts with the two commands, and is read in a minute', async () => {
  const readme = await readFile('README.md', 'utf8');
  expect(readme).toMatch(/^# Causeway\n\n```sh\nnpm ci\nnpm run demo\n```\n/);
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
});

it('every npm script that a page names exists', async () => {
  const { scripts: known } = JSON.parse(await readFile('package.json', 'utf8')) as {
    readonly scripts: Record<string, string>;
  };
  const texts = await Promise.all(
    [...pages, 'CONTRIBUTING.md', 'ARCHITECTURE.md'].map((page) => readFile(page, 'utf8')),
  );
  const named = texts.flatMap((text) =>
    [...text.matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g)].map(([, script, short]) => (script ?? short)!),
  );
  expect([...new Set(named)].filter((script) => !known[script])).toEqual([]);
});

/**
 * `npm start`: runs the gateway from source. A loader that transforms each module as it is imported costs a second at
 * every start; transforming our own code at once and keeping it until a source changes costs a tenth of that.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = `${root}node_modules/.cache/causeway`;

const directory = `${cache}/${stateOfSources()}`;
if (!existsSync(directory)) {
  const { bundle } = await import('./bundle.mjs');
  const fresh = `${directory}.${process.pid}`;
  await bundle({ directory: fresh, packages: 'external' });
  keep(fresh);
}
process.setSourceMapsEnabled(true);
await import(`${directory}/gateway/main.mjs`);

/** A name that differs whenever a source was added, removed or written. */
function stateOfSources() {
  const hash = createHash('sha256');
  for (const folder of ['build', 'schema', 'resolvers', 'functions', 'gateway', 'deploy', 'cli']) {
    for (const name of readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })) {
      const { mtimeMs, size } = statSync(`${root}${folder}/${name}`);
      hash.update(`${folder}/${name} ${mtimeMs} ${size}\n`);
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** Puts it in place at once. Whoever starts at the same time may have done so already, with the same content. */
function keep(fresh) {
  try {
    renameSync(fresh, directory);
  } catch {
    rmSync(fresh, { recursive: true, force: true });
  }
}

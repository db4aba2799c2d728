/** A program of its own that holds the runtimes of platforms, so that their emulators take no time of the clients. */
import { buildArtefact } from '../../test/platforms/artefact.ts';
import { RUNTIME_LIST, type Place } from './runtimes.ts';

const CONNECTOR = `import { connector } from './bench/evaluation/connector.ts';\nconst VERSION = 'bench-1';`;

const settings: Record<string, Place['settings']> = {};
const closing: (() => Promise<void>)[] = [];
for (const name of process.argv.slice(2)) {
  const { build, start } = RUNTIME_LIST[name]!;
  const artefact = await buildArtefact(build, { name: 'bench', program: (entry) => `${CONNECTOR}\n${entry}` });
  const place = await start(artefact);
  settings[name] = place.settings;
  closing.push(async () => {
    await place.close();
    await artefact[Symbol.asyncDispose]();
  });
}
process.send!(settings);
process.once('disconnect', () => void Promise.all(closing.map((close) => close())).finally(() => process.exit()));

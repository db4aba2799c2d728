/** `npm run codegen:check`: runs `npm run codegen` and fails when that changed, added or removed a generated file. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { FOLDERS } from './dependency-rule.ts';

const before = generatedFiles();
execFileSync('npm', ['run', '--silent', 'codegen'], { stdio: ['ignore', 'ignore', 'inherit'] });
const after = generatedFiles();

const drifted = [...new Set([...before.keys(), ...after.keys()])].filter(
  (file) => before.get(file) !== after.get(file),
);
if (drifted.length > 0) {
  console.error(`not what the sources give: ${drifted.join(', ')}. They are generated anew now; commit them`);
  process.exitCode = 1;
} else console.log(`${after.size} generated files are what the sources give`);

/** The text of every generated file, by path. */
function generatedFiles(): ReadonlyMap<string, string> {
  const folders = readdirSync('.').filter((name) => FOLDERS.includes(name));
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  );
  const generated = files.filter((file) => /\/generated\/[^/]+\.ts$|\.gen\.ts$/.test(file));
  return new Map(generated.map((file) => [file, readFileSync(file, 'utf8')]));
}

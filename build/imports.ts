/** `npm run imports`: says what breaks the dependency rule, and fails if anything does. */
import { fileURLToPath } from 'node:url';
import { FOLDERS, violations } from './dependency-rule.ts';
import { readModuleGraph } from './module-graph.ts';

const graph = readModuleGraph(fileURLToPath(new URL('..', import.meta.url)), FOLDERS);
const broken = violations(graph);
for (const line of broken) console.error(line);
console.log(`${graph.size} files, ${broken.length} breaches of the dependency rule`);
process.exitCode = broken.length === 0 ? 0 : 1;

/** `npm run demo`: a gateway on a temporary directory does the main job before the reader's eyes, then keeps serving. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from './client.ts';
import { startGateway } from './gateway-process.ts';
import { tellScenario } from './scenario.ts';
import { createScreen } from './screen.ts';
import { tellStory } from './story.ts';
import { startSystems } from './systems-process.ts';

/** The whole story takes about twenty-five seconds; a step that hangs must not look like a slow one. */
const STORY_TIMEOUT_MS = 55_000;

const once = process.argv.includes('--once');
const directory = await mkdtemp(join(tmpdir(), 'causeway-demo-'));
console.log(
  'Causeway: a gateway on a temporary directory, three simulated accounts, an emulated CloudCheckr, the main job.',
);
const gateway = await startGateway(directory);
const systems = await startSystems(directory);
const end = async (exitCode: number) => {
  await systems.stop();
  await gateway.stop();
  await rm(directory, { recursive: true, force: true });
  process.exit(exitCode);
};
process.on('SIGINT', () => void end(0)).on('SIGTERM', () => void end(0));

const timer = setTimeout(() => {
  console.error(`\nThe demo failed: a step did not end within ${STORY_TIMEOUT_MS / 1_000} s`);
  void end(1);
}, STORY_TIMEOUT_MS);
try {
  const client = connect(gateway.url, gateway.key);
  const screen = createScreen(console.log);
  await tellStory(client, screen);
  await tellScenario(client, screen, systems);
} catch (error) {
  console.error(`\nThe demo failed: ${(error as Error).message}`);
  await end(1);
}
clearTimeout(timer);

if (once) {
  console.log('\nAll of it happened.');
  await end(0);
}
console.log(`
It keeps serving until you press Ctrl-C:
  GraphiQL   ${gateway.url}
  API        ${gateway.url}/graphql
  Admin key  ${gateway.key}

Try:  CAUSEWAY_URL=${gateway.url} CAUSEWAY_KEY=${gateway.key} npx causeway status`);
await gateway.ended;

/**
 * The three systems of the scenario on this machine, for whoever follows `docs/scenario.md` without an account there:
 * `node --import tsx test/emulators/main.ts FILE` writes their addresses and keys into the file as a shell reads them,
 * and serves until it is ended. They move by themselves: accounts get listed, and what an alert watches goes above its number.
 */
import { writeFile } from 'node:fs/promises';
import { ADMIN_KEY, startCloudCheckr } from './cloudcheckr/index.ts';
import { startManageIq } from './manageiq/index.ts';
import { startMist } from './mistio/mist.ts';

/** How often what alerts watch is measured. */
const MEASURE_INTERVAL_MS = 500;
const CPU_PERCENT = 97;
const MIST_TOKEN = 'mist-token';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('name the file that the addresses are written to');

const cloudcheckr = await startCloudCheckr({ syncAfterReads: 3, raiseWhenMade: true });
const manageiq = await startManageIq();
const mist = await startMist({ token: MIST_TOKEN, discoverAfterReads: 1 });

const broken = new Set<unknown>();
setInterval(() => {
  for (const vm of manageiq.rows('vms')) manageiq.setCpu(vm.id, CPU_PERCENT);
  const [machine] = mist.rows('machines');
  for (const { id } of mist.rows('rules')) {
    if (!machine || broken.has(id)) continue;
    broken.add(id);
    mist
      .breach(String(id), String(machine['id']))
      .catch((error: unknown) => console.error(`the webhook of Mist was not taken: ${String(error)}`));
  }
}, MEASURE_INTERVAL_MS);

const { userid, password } = manageiq.credential.provider;
const settings = {
  CLOUDCHECKR_URL: cloudcheckr.url,
  CLOUDCHECKR_KEY: ADMIN_KEY,
  MANAGEIQ_URL: manageiq.url,
  MANAGEIQ_PASSWORD: manageiq.credential.password,
  MIST_URL: mist.url,
  MIST_TOKEN,
  AWS_KEY_ID: userid,
  AWS_SECRET: password,
};
await writeFile(
  file,
  Object.entries(settings)
    .map(([name, url]) => `${name}=${url}\n`)
    .join(''),
);

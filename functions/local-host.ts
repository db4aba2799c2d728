/** A child process of the local platform: `local-host.ts CONNECTOR KEY_FILE`, started by the gateway with `fork`. */
import { registry } from './registry.gen.ts';
import { keyFileSealing } from './sdk/hosts/key-file.ts';
import { hostLocally } from './sdk/hosts/local.ts';

const [name = '', keyFile = ''] = process.argv.slice(2);
const entry = Object.hasOwn(registry, name) ? registry[name] : undefined;
if (!entry || !keyFile || !process.send) throw new Error('usage, over fork: local-host.ts CONNECTOR KEY_FILE');
hostLocally(await entry.load(), keyFileSealing(keyFile));

/** The child process of the local platform that serves a connector of the benchmark. */
import { keyFileSealing } from '../../functions/sdk/hosts/key-file.ts';
import { hostLocally } from '../../functions/sdk/hosts/local.ts';
import { registry } from './registry.gen.ts';

const [name, keyFile] = process.argv.slice(2) as [keyof typeof registry, string];
hostLocally(await registry[name].load(), keyFileSealing(keyFile));

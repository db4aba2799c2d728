/** A child process of the local platform that runs the hall's functions. */
import { keyFileSealing } from '../../../functions/sdk/hosts/key-file.ts';
import { hostLocally } from '../../../functions/sdk/hosts/local.ts';
import { connector } from './connector.ts';

hostLocally(connector, keyFileSealing(process.argv[3]!));

/** The registry of the benchmark's own connector, for the gateway's `--registry`. */
import { manifestOf } from '../../functions/sdk/index.ts';
import { connector } from './connector.ts';

export const registry = { bench: { manifest: manifestOf(connector), load: async () => connector } };

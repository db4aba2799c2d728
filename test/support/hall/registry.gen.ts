/** The registry of the hall alone, written by hand. */
import { manifestOf } from '../../../functions/sdk/index.ts';
import { connector } from './connector.ts';

export const registry = { hall: { manifest: manifestOf(connector), load: async () => connector } };

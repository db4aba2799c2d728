/** The registry of the benchmark's own connector and that of CloudCheckr, for the gateway's `--registry`. */
import { connector as cloudcheckr } from '../../functions/connectors/cloudcheckr/connector.ts';
import { manifestOf } from '../../functions/sdk/index.ts';
import { connector } from './connector.ts';

export const registry = {
  bench: { manifest: manifestOf(connector), load: async () => connector },
  cloudcheckr: { manifest: manifestOf(cloudcheckr), load: async () => cloudcheckr },
};

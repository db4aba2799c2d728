/** The registry of the connectors that break the contract, with the sandbox beside them. */
import { registry as real } from '../../../functions/registry.gen.ts';
import type { ConnectorManifest } from '../../../functions/sdk/index.ts';
import { MANIFESTS } from './manifests.ts';

export const registry: Readonly<Record<string, { readonly manifest: ConnectorManifest }>> = {
  sandbox: real['sandbox']!,
  ...Object.fromEntries(MANIFESTS.map((manifest) => [manifest.name, { manifest }])),
};

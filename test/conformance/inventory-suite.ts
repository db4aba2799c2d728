import { describe, expect, it } from 'vitest';
import { addProvider, KINDS, record, REGIONS, SLICE, startInventory } from '../support/inventory.ts';
import type { MakePlace } from '../support/places.ts';

const DENIED = { code: 'PROVIDER_PERMISSION_DENIED', message: 'the credential lacks a permission' } as const;

/** What the inventory promises over every store. */
export function inventorySuite(makePlace: MakePlace) {
  describe('a listing', () => {
    it('shows what came, with the attributes of the kind beside the common fields', async () => {
      await using it = await startInventory(makePlace);
      await it.list(SLICE, record('i-1', { name: 'web', vcpus: 4, tags: [{ key: 'b', value: '2' }, { key: 'a', value: '1' }], native: { x: [1] }, publicIps: ['192.0.2.1'] }));
      const { nodes } = await it.inventory.search({}, null);
      expect(nodes).toEqual([
        expect.objectContaining({
          id: expect.stringMatching(/^res_[0-9a-f]{32}$/), providerId: 'prv_1', kind: 'Instance', region: 'eu-west-1', nativeId: 'i-1', name: 'web', state: 'RUNNING',
          vcpus: 4, publicIps: ['192.0.2.1'], arn: null, zone: null, tags: [{ key: 'a', value: '1' }, { key: 'b', value: '2' }],
          firstSeenAt: it.clock.now(), lastSeenAt: it.clock.now(), observedAt: it.clock.now(), missingSince: null,
        }),
      ]);
      expect(await it.inventory.native(nodes[0]!.id)).toEqual({ x: [1] });
    });
  });
}

import { expect, it } from 'vitest';
import type { ResourceRecord } from '../../functions/sdk/index.ts';
import type { Listing, SliceKey } from '../../gateway/inventory/index.ts';
import { KINDS, record, REGIONS, startInventory } from '../support/inventory.ts';
import type { MakePlace } from '../support/places.ts';

const FAILURE = { code: 'PROVIDER_THROTTLED', message: 'slow down' } as const;
const SEQUENCES = 8;
const STEPS = 40;

/** The same numbers for the same seed, so that a failure can be seen again. */
function seeded(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Expected {
  readonly slice: string;
  name: string;
  state: string;
  missing: boolean;
  history: string[];
}

/** Random listings, cut, overlapping and ended in any order, beside a plain model of what must come of them. */
export function inventoryPropertySuite(makePlace: MakePlace): void {
  it.each(Array.from({ length: SEQUENCES }, (_, seed) => seed))(
    'random listings end as the plain model says, seed %d',
    async (seed) => {
      const random = seeded(seed + 1);
      const pick = <T>(values: readonly T[]) => values[random(values.length)]!;
      await using it = await startInventory(makePlace, ['prv_1', 'prv_2']);
      const slices: SliceKey[] = ['prv_1', 'prv_2'].flatMap((providerId) =>
        KINDS.slice(0, 2).flatMap((kind) => REGIONS.map((region) => ({ providerId, kind, region }))),
      );
      const keyOf = ({ providerId, kind, region }: SliceKey) => `${providerId} ${kind} ${region}`;
      const model = new Map<string, Expected>();
      const complete = new Map<string, boolean>();
      const running = new Map<string, { listing: Listing; seen: Set<string> }>();

      const show = (slice: SliceKey, { nativeId, name, state }: ResourceRecord) => {
        const id = `${keyOf(slice)} ${nativeId}`;
        const known = model.get(id);
        if (!known)
          return void model.set(id, {
            slice: keyOf(slice),
            name: name!,
            state: state!,
            missing: false,
            history: ['FOUND'],
          });
        if (known.missing) known.history.push('RETURNED');
        if (known.name !== name || known.state !== state) known.history.push('CHANGED');
        Object.assign(known, { name, state, missing: false });
      };
      const lose = (known: Expected) => {
        if (known.missing) return;
        known.missing = true;
        known.history.push('LOST');
      };

      for (let step = 0; step < STEPS; step++) {
        it.clock.advance(1_000);
        const slice = pick(slices);
        const key = keyOf(slice);
        const open = running.get(key);
        const page = () =>
          [...new Set(Array.from({ length: random(6) }, () => random(12)))].map((n) =>
            record(`i-${n}`, { name: `n${n % 5}-${random(2)}`, state: pick(['RUNNING', 'STOPPED']) }),
          );
        const move = random(10);
        if (!open) running.set(key, { listing: it.inventory.beginListing(slice), seen: new Set() });
        else if (move < 6) {
          const records = page();
          await open.listing.add(records);
          for (const shown of records) {
            open.seen.add(`${key} ${shown.nativeId}`);
            show(slice, shown);
          }
        } else if (move < 8) {
          const count = await open.listing.complete();
          for (const [id, known] of model) if (known.slice === key && !open.seen.has(id)) lose(known);
          expect(count).toBe([...model.values()].filter((known) => known.slice === key && !known.missing).length);
          complete.set(key, true);
          running.delete(key);
        } else if (move === 8) {
          await open.listing.fail(FAILURE);
          complete.set(key, false);
          running.delete(key);
        } else running.delete(key); // the process went away
      }

      const expected = [...model.values()];
      const present = expected.filter(({ missing }) => !missing);
      for (const [filter, among] of [
        [{ includeMissing: true }, expected],
        [{}, present],
        [
          { states: ['STOPPED' as const], providerIds: ['prv_2'] },
          present.filter(({ state, slice }) => state === 'STOPPED' && slice.startsWith('prv_2')),
        ],
        [
          { namePrefix: 'n1', kinds: ['Volume'] },
          present.filter(({ name, slice }) => name.startsWith('n1') && slice.includes('Volume')),
        ],
        [
          { text: 'N2-', regions: ['eu-west-1'] },
          present.filter(({ name, slice }) => name.includes('n2-') && slice.endsWith('eu-west-1')),
        ],
      ] as const) {
        const { nodes } = await it.inventory.search({ filter, first: 500 }, null);
        expect(nodes.map(({ name }) => name).sort()).toEqual(among.map(({ name }) => name).sort());
      }
      const { nodes } = await it.inventory.search({ filter: { includeMissing: true }, first: 500 }, null);
      for (const row of nodes) {
        const known = model.get(`${keyOf(row)} ${row.nativeId}`)!;
        expect({ name: row.name, state: row.state, missing: row.missingSince !== null }).toEqual({
          name: known.name,
          state: known.state,
          missing: known.missing,
        });
        const history = (await it.inventory.changes(row.id, { first: 200 })).nodes.map(({ type }) => type).reverse();
        expect(history).toEqual(known.history);
      }
      const { missing } = await (await it.inventory.search({ filter: { kinds: KINDS.slice(0, 2) } }, null)).coverage();
      expect(new Set(missing.map(keyOf))).toEqual(
        new Set(slices.map(keyOf).filter((key) => complete.get(key) !== true)),
      );
      for (const slice of await it.inventory.slices('prv_1')) {
        if (slice.listedAt !== null)
          expect(slice.count).toBe(present.filter((known) => known.slice === keyOf(slice)).length);
      }
    },
  );
}

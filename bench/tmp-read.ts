import { createBus } from '../gateway/bus/index.ts';
import { systemClock } from '../gateway/clock.ts';
import { createInventory } from '../gateway/inventory/index.ts';
import { openStore } from '../gateway/store/index.ts';
import { mkdtempSync } from 'node:fs';
const store = await openStore(process.argv[2] ? { databaseUrl: process.argv[2] } : { directory: mkdtempSync('/tmp/rd-') });
const inventory = createInventory({ store, clock: systemClock, bus: createBus(), knownKinds: () => ['Instance'] });
const ids = Array.from({ length: 10 }, (_, n) => `prv_${n}`);
for (const p of ids) {
  await inventory.setSlices(p, [{ kind: 'Instance', region: 'r' }]);
  const l = inventory.beginListing({ providerId: p, kind: 'Instance', region: 'r' });
  await l.add(Array.from({ length: 1000 }, (_, n) => ({ nativeId: `i-${n}`, name: `web-${n}`, state: 'RUNNING', tags: [{ key: 'a', value: 'b' }, { key: 'c', value: 'd' }], instanceType: 't3.micro', vcpus: 2, memoryMiB: 1024, publicIps: ['1.2.3.4'], privateIps: ['10.0.0.1'], native: { a: 1 } } as never)));
  await l.complete();
}
const op = async () => { const pages = await Promise.all(ids.map((p) => inventory.search({ filter: { providerIds: [p], kinds: ['Instance'] }, first: 50 }, null))); for (const p of pages) { await p.coverage(); if (p.nodes.length !== 50) throw new Error('wrong'); } };
for (let i = 0; i < 2000; i++) await op();
let c = process.cpuUsage(); let N = 5000; for (let i = 0; i < N; i++) await op(); c = process.cpuUsage(c);
console.log('hot: ms CPU per operation of ten searches', (c.user + c.system) / 1000 / N);
c = process.cpuUsage(); N = 100; for (let i = 0; i < N; i++) { for (const p of ids) await store.db.updateTable('inventory_revisions').set((eb) => ({ revision: eb('revision', '+', 1) })).where('provider_id', '=', p).execute(); }
c = process.cpuUsage(c); const w = (c.user + c.system) / 1000 / N;
c = process.cpuUsage(); for (let i = 0; i < N; i++) { for (const p of ids) await store.db.updateTable('inventory_revisions').set((eb) => ({ revision: eb('revision', '+', 1) })).where('provider_id', '=', p).execute(); await op(); }
c = process.cpuUsage(c);
console.log('cold: ms CPU per operation of ten searches', (c.user + c.system) / 1000 / N - w);
{ const g=new Map<string,[number,number]>(); const orig=store.db.executeQuery; void orig;
const { performance: pf } = globalThis; const q = async (name: string, f: () => Promise<unknown>) => { const t=pf.now(); for (let i=0;i<300;i++) await f(); console.log(name, ((pf.now()-t)/300).toFixed(3)); };
const { readCoverage } = await import('../gateway/inventory/coverage.ts'); const { searchPage, placeOf } = await import('../gateway/inventory/search.ts');
const area = { providerIds: ['prv_1'], kinds: ['Instance'], regions: null };
await q('coverage', () => readCoverage(store, area));
await q('page', () => searchPage(store, { filter: {}, first: 50 }, area, placeOf({ first: 50 }), { missing: [], observedAt: null })); }
{ const { resourcesWithSlices } = await import('../gateway/inventory/search.ts'); const { toRow } = await import('../gateway/inventory/rows.ts'); const { sql } = await import('kysely');
let b = () => resourcesWithSlices(store).limit(51).where(sql<boolean>`r.provider_id = ${'prv_1'}`).where(sql<boolean>`r.kind = ${'Instance'}`).where(sql<boolean>`r.missing_since is null`).orderBy(sql.ref('r.name'), 'asc').orderBy(sql.ref('r.id'), 'asc');
const t = (n: string, f: () => unknown) => { const s = performance.now(); for (let i = 0; i < 300; i++) f(); console.log(n, ((performance.now() - s) / 300).toFixed(3)); };
t('build', b); t('compile', () => b().compile()); const cq = b().compile(); console.log(cq.sql, cq.parameters);
{ const s = performance.now(); for (let i = 0; i < 300; i++) await store.db.executeQuery(cq); console.log('exec', ((performance.now() - s) / 300).toFixed(3)); }
const rows = (await store.db.executeQuery(cq)).rows as never[]; t('toRow', () => rows.map(toRow)); }
await store.close();

/** How many faults at least; kills and restarts come on top. */
export const MIN_FAULTS = Number(process.env['FAULTS'] ?? 100_000);

/** What the faults follow from. */
export const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

/** How the faults are shared out: a call alone is quick, a whole gateway is not, least of all on a database of its own. */
export const SHARES = { invocations: 0.85, SQLite: 0.1, PostgreSQL: 0.05 } as const;

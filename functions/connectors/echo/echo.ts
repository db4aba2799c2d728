import { z } from 'zod';
import { defineHandler } from '../../sdk/index.ts';

/** Answers the event's data, and its id and type. */
export const echo = defineHandler({
  name: 'echo.echo',
  effect: 'READ',
  idempotent: true,
  permissions: [],
  quota: null,
  data: z.unknown().optional(),
  output: z.strictObject({ id: z.string(), type: z.string(), data: z.unknown() }),
  run: async ({ id, type, data }) => ({ data: { id, type, data: data ?? null } }),
});

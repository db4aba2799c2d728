import type { FastifyInstance } from 'fastify';

/** A check may take this long before it counts as failed. */
const CHECK_TIMEOUT_MS = 2_000;

/** What must hold for the gateway to be ready; each throws why it does not. */
export type Checks = Readonly<Record<string, () => Promise<void>>>;

/** `/livez`: the process answers. `/readyz`: it may be sent requests; 503 with the reasons when not. Neither needs a key. */
export function mountHealth(app: FastifyInstance, checks: Checks, isDraining: () => boolean): void {
  app.get('/livez', (_request, reply) => reply.send({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const reasons = isDraining() ? ['draining'] : await reasonsAgainst(checks);
    return reply
      .code(reasons.length ? 503 : 200)
      .send(reasons.length ? { status: 'not ready', reasons } : { status: 'ready' });
  });
}

async function reasonsAgainst(checks: Checks): Promise<string[]> {
  const reasons = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      const reason = await failing(check);
      return reason === null ? [] : [`${name}: ${reason}`];
    }),
  );
  return reasons.flat();
}

/** Why it does not hold. Null: it does. */
async function failing(check: () => Promise<void>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${CHECK_TIMEOUT_MS} ms`)), CHECK_TIMEOUT_MS);
  });
  try {
    await Promise.race([check(), tooLong]);
    return null;
  } catch (error) {
    return (error as Error).message;
  } finally {
    clearTimeout(timer);
  }
}

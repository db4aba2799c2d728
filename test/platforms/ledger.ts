/** Counts effects: whoever takes one posts its key here. */
import { bodyOf, listen } from '../emulators/lambda/http.ts';

export interface Ledger {
  readonly url: string;
  /** How often the key was posted. */
  count(key: string): number;
  close(): Promise<void>;
}

export async function startLedger(): Promise<Ledger> {
  const counts = new Map<string, number>();
  const server = await listen(async (request, response) => {
    const key = (await bodyOf(request)).toString();
    counts.set(key, (counts.get(key) ?? 0) + 1);
    response.writeHead(204).end();
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    count: (key) => counts.get(key) ?? 0,
    close: server.close,
  };
}

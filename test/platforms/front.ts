/** What stands before a container on Cloud Run and Knative: a limit of time, a limit of calls, and its own answers. */
import { forward } from '../emulators/forward.ts';
import { bodyOf, listen } from '../emulators/lambda/http.ts';

export interface FrontSettings {
  readonly upstream: string;
  /** After that it answers 504; the container is not told. Absent: never. */
  readonly limitMs?: number | undefined;
  /** The most calls at a time. Absent: any number. */
  readonly concurrency?: number | undefined;
  /** What it answers beyond. */
  readonly busy: { readonly status: number; readonly body: string };
  /** The token that callers show. Absent: everybody may call. */
  readonly bearer?: string;
}

export async function startFront({ upstream, limitMs, concurrency = Infinity, busy, bearer }: FrontSettings) {
  let inFlight = 0;
  const server = await listen(async (request, response) => {
    const body = await bodyOf(request);
    if (bearer !== undefined && request.headers.authorization !== `Bearer ${bearer}`)
      return response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
    if (inFlight >= concurrency) return response.writeHead(busy.status).end(busy.body);
    inFlight += 1;
    const limit = limitMs === undefined ? {} : { timeoutMs: limitMs };
    await forward({ upstream, request, body, response, ...limit });
    inFlight -= 1;
    return undefined;
  });
  return { url: `http://127.0.0.1:${server.port}`, close: server.close };
}

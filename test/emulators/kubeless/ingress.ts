/** Kubeless from outside of the cluster: an Ingress with the HTTP trigger of one function, and the function's pod. */
import { fileURLToPath } from 'node:url';
import { keepChild } from '../child.ts';
import { forward } from '../forward.ts';
import { bodyOf, listen } from '../lambda/http.ts';

export interface KubelessSettings {
  /** The module that exports `handler`. */
  readonly file: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whole seconds, as the function's `timeout` is. Kubeless: 180. */
  readonly timeoutSeconds?: number;
  /** The path of the trigger, such as `/probe`. Others are 404. */
  readonly path: string;
  /** `USER:PASSWORD` of the trigger. Null: none. */
  readonly basicAuth: string | null;
}

export interface Kubeless {
  readonly url: string;
  /** What the function wrote. */
  readonly output: string;
  /** How many times the pod was started again. */
  readonly restarts: number;
  close(): Promise<void>;
}

const RUNTIME = fileURLToPath(new URL('./runtime.mjs', import.meta.url));

export async function startKubeless(settings: KubelessSettings): Promise<Kubeless> {
  const { file, env = {}, timeoutSeconds = 180, path, basicAuth } = settings;
  const pod = await keepChild({
    argv: (port) => [RUNTIME, file, String(port)],
    env: () => ({ ...env, FUNC_TIMEOUT: String(timeoutSeconds) }),
    port: 'given',
  });
  const ingress = await listen(async (request, response) => {
    const body = await bodyOf(request);
    if (new URL(request.url!, pod.url).pathname !== path)
      return response.writeHead(404, { 'content-type': 'text/plain' }).end('default backend - 404');
    if (basicAuth !== null && request.headers.authorization !== `Basic ${Buffer.from(basicAuth).toString('base64')}`)
      return response.writeHead(401, { 'www-authenticate': 'Basic realm="Authentication Required"' }).end('401');
    await forward({ upstream: pod.url, request, body, response });
    return undefined;
  });
  return {
    url: `http://127.0.0.1:${ingress.port}`,
    get output() {
      return pod.output;
    },
    get restarts() {
      return pod.restarts;
    },
    async close() {
      await pod.kill();
      await ingress.close();
    },
  };
}

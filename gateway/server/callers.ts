import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { ViewerRow } from '../../resolvers/rows.ts';
import { Forbidden, StartRefused, Unauthenticated } from '../errors.ts';

/** Who is asking. */
export interface Callers {
  /** Throws `Unauthenticated` without a valid key. `authorization` is the value of the header, or what stands for it. */
  identify(authorization: unknown): Promise<ViewerRow>;
  /** Looks a key up again, and calls `gone` when it is not valid any more. A store that cannot answer now is not the key's fault. */
  recheck(authorization: unknown, gone: () => void): void;
  /** Throws `Forbidden` when a web page of another site may be behind the request. */
  checkOrigin(request: IncomingMessage): void;
}

export function createCallers(required: boolean, authenticate: (secret: string) => Promise<ViewerRow | null>): Callers {
  const callers: Callers = {
    async identify(authorization) {
      const [, secret] = /^Bearer +(\S+) *$/i.exec(typeof authorization === 'string' ? authorization : '') ?? [];
      const viewer = secret || !required ? await authenticate(secret ?? '') : null;
      if (!viewer) throw new Unauthenticated();
      return viewer;
    },
    recheck(authorization, gone) {
      callers.identify(authorization).catch((error: unknown) => {
        if (error instanceof Unauthenticated) gone();
      });
    },
    // A page of another site does not have the key, and browsers keep none for it.
    checkOrigin: required ? () => undefined : refuseOtherSites,
  };
  return callers;
}

/**
 * On a gateway without authentication a web page open in the same machine's browser could act: WebSockets know no
 * same-origin rule, and a name that resolves to loopback passes it. So the name must be a loopback name, and the page ours.
 */
function refuseOtherSites({ headers: { host, origin } }: IncomingMessage): void {
  const name = (host ?? '').replace(/:\d+$/, '');
  if (!isLoopback(name)) throw new Forbidden('a loopback host name, since this gateway runs without authentication');
  if (origin !== undefined && origin !== 'null' && URL.canParse(origin) && new URL(origin).host === host) return;
  if (origin !== undefined) throw new Forbidden('a page of this gateway, since it runs without authentication');
}

/** Refuses to serve beyond this machine without authentication. */
export function checkExposure(host: string, authentication: boolean): void {
  if (authentication || isLoopback(host)) return;
  throw new StartRefused(`listening on ${host} needs authentication. Turn it on, or listen on 127.0.0.1`);
}

function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}

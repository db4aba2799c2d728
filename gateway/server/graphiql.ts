import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

export interface Page {
  /** Compressed with gzip: 2 MB instead of 9. */
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** GraphiQL, whole in one page: the browser asks no other host. Rendered when somebody first wants it. */
export function createGraphiql(endpoint: string): () => Promise<Page> {
  let page: Promise<Page> | null = null;
  return () => (page ??= render(endpoint));
}

async function render(endpoint: string): Promise<Page> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({ title: 'Causeway', endpoint, subscriptionsProtocol: 'SSE', defaultQuery: FIRST_QUERY });
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => `'sha256-${sha256(text!)}'`);
  const policy = [
    "default-src 'none'",
    `script-src ${scripts.join(' ')} blob:`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    body: await promisify(gzip)(html),
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-encoding': 'gzip',
      'content-security-policy': policy.join('; '),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      vary: 'accept',
    },
  };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');

const FIRST_QUERY = `# Put {"Authorization": "Bearer KEY"} into the Headers tab, then press play.
query Providers {
  providers {
    nodes { name state accountId syncedAt }
  }
}
`;

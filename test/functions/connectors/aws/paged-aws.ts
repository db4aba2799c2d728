/** A small AWS that pages: EC2 as query and XML, CloudWatch and Lambda as JSON. Page `n` of a list has the token `page-n`. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PagedAws extends AsyncDisposable {
  readonly url: string;
  /** What was asked, one entry for each request. */
  readonly requests: { readonly operation: string; readonly token: string | null; readonly pageSize: number | null }[];
}

/** `items` are the bodies of each page's items; an empty page is a page too. */
export async function startPagedAws(
  pages: Readonly<Record<string, readonly (readonly unknown[])[]>>,
): Promise<PagedAws> {
  const requests: PagedAws['requests'] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const asked = read(request, body);
      requests.push({ operation: asked.operation, token: asked.token, pageSize: asked.pageSize });
      const list = pages[asked.operation] ?? [[]];
      const at = asked.token ? Number(asked.token.slice('page-'.length)) : 0;
      const next = at + 1 < list.length ? `page-${at + 1}` : undefined;
      response.writeHead(200, { 'content-type': asked.write === json ? 'application/json' : 'text/xml' });
      response.end(asked.write(asked.operation, list[at]!, next));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function read({ headers, url }: IncomingMessage, body: string) {
  const target = headers['x-amz-target'];
  if (target) {
    const { NextToken = null, MaxRecords = null } = JSON.parse(body) as { NextToken?: string; MaxRecords?: number };
    return { operation: String(target).split('.')[1]!, token: NextToken, pageSize: MaxRecords, write: json };
  }
  const query = new URL(url ?? '/', 'http://aws').searchParams;
  if (!body)
    return {
      operation: 'ListFunctions',
      token: query.get('Marker'),
      pageSize: Number(query.get('MaxItems')),
      write: json,
    };
  const form = new URLSearchParams(body);
  return {
    operation: form.get('Action') ?? 'unknown',
    token: form.get('NextToken'),
    pageSize: form.has('MaxResults') ? Number(form.get('MaxResults')) : null,
    write: xml,
  };
}

const LISTS: Readonly<Record<string, string>> = {
  DescribeInstances: 'reservationSet',
  DescribeVolumes: 'volumeSet',
  DescribeSecurityGroups: 'securityGroupInfo',
  DescribeAddresses: 'addressesSet',
};

function xml(operation: string, items: readonly unknown[], next: string | undefined): string {
  const list = `<${LISTS[operation]}>${items.map((item) => `<item>${String(item)}</item>`).join('')}</${LISTS[operation]}>`;
  return `<${operation}Response><requestId>r-1</requestId>${list}${next ? `<nextToken>${next}</nextToken>` : ''}</${operation}Response>`;
}

function json(operation: string, items: readonly unknown[], next: string | undefined): string {
  return JSON.stringify(
    operation === 'ListFunctions'
      ? { Functions: items, NextMarker: next ?? null }
      : { MetricAlarms: items, NextToken: next },
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

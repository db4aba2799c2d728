/** Which system is behind an address: the same text however the address is written. Names no scheme, as one system may have two. */
export function systemAt(baseUrl: string): string {
  const { host, pathname } = new URL(baseUrl);
  return host + pathname.replace(/\/+$/, '');
}

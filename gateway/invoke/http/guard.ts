/**
 * Which addresses may be called. Whoever may register a function chooses where the gateway connects to, so it must not
 * reach what only this machine can: metadata services that give away its identity, and its own network unless the
 * operator says so. Names are judged by the addresses that the connection then uses, so that a name cannot change its
 * mind in between.
 */
import { lookup as lookupInDns, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { AddressRefused } from '../../errors.ts';

export interface AddressPolicy {
  /** Whether loopback and private networks may be called. */
  readonly privateAddresses: 'allow' | 'refuse';
  /** Whether the request would show a secret to everybody on the way: it is in clear, and carries one. */
  readonly exposed: boolean;
}

type Kind = 'never' | 'private';

/** Ranges of the IANA registries of special-purpose addresses (RFC 6890), and where clouds keep metadata. First fit counts. */
const RANGES: readonly [cidr: string, kind: Kind, what: string][] = [
  ['100.100.100.200/32', 'never', 'the metadata of Alibaba Cloud'],
  ['168.63.129.16/32', 'never', 'the metadata of Azure'],
  ['169.254.0.0/16', 'never', 'link-local, where platforms keep metadata'],
  ['192.0.0.0/24', 'never', 'reserved for protocols, where Oracle Cloud keeps metadata'],
  ['0.0.0.0/8', 'never', 'of no host'],
  ['224.0.0.0/4', 'never', 'multicast'],
  ['240.0.0.0/4', 'never', 'reserved or broadcast'],
  ['127.0.0.0/8', 'private', 'loopback'],
  ['10.0.0.0/8', 'private', 'of a private network'],
  ['100.64.0.0/10', 'private', 'of a private network'],
  ['172.16.0.0/12', 'private', 'of a private network'],
  ['192.168.0.0/16', 'private', 'of a private network'],
  ['198.18.0.0/15', 'private', 'of a private network'],
  ['::1/128', 'private', 'loopback'],
  ['::/96', 'never', 'of no host'],
  ['fe80::/10', 'never', 'link-local'],
  ['fec0::/10', 'never', 'site-local'],
  ['fd00:ec2::/32', 'never', 'the metadata of AWS'],
  ['fd20:ce::254/128', 'never', 'the metadata of Google Cloud'],
  ['fc00::/7', 'private', 'of a private network'],
  ['ff00::/8', 'never', 'multicast'],
  // Tunnels: the IPv4 address inside would be reached without being judged.
  ['64:ff9b:1::/48', 'never', 'a translation into another network'],
  ['2001::/32', 'never', 'a tunnel into another network'],
  ['2002::/16', 'never', 'a tunnel into another network'],
];

const METADATA_NAMES = new Set(['metadata.google.internal', 'metadata.goog', 'metadata', 'instance-data']);

/**
 * Translators' prefixes: the last 32 bits are the IPv4 address that is really reached. NAT64's own (RFC 6052), and that of
 * IPv4-translated addresses (SIIT, RFC 2765).
 */
const TRANSLATED = ['64:ff9b::/96', '::ffff:0:0:0/96'].map(blockListOf);

const LISTS = RANGES.map(([cidr, kind, what]) => ({ kind, what, list: blockListOf(cidr) }));

/** Why the address, in numbers, is not to be called; null when it may be. `host` is what was asked for. */
export function refusalOfAddress(host: string, address: string, policy: AddressPolicy): AddressRefused | null {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (family === 'ipv6' && TRANSLATED.some((list) => list.check(address, family)))
    return refusalOfAddress(host, embeddedIpv4(address), policy);
  // BlockList compares IPv4-mapped IPv6 addresses with the ranges of IPv4.
  const range = LISTS.find(({ list }) => list.check(address, family));
  if (range?.kind === 'never') return new AddressRefused(host, `its address is ${range.what}`);
  if (range && policy.privateAddresses === 'refuse')
    return new AddressRefused(
      host,
      `its address is ${range.what}. Start the gateway with \`--private-function-addresses allow\` to call it`,
    );
  if (!range && policy.exposed)
    return new AddressRefused(host, 'a secret would cross a public network in clear. Use https://');
  return null;
}

/** The same for a host of a URL. Null for a name that may be good: its addresses are judged when it is looked up. */
export function refusalOfHost(hostname: string, policy: AddressPolicy): AddressRefused | null {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host)) return refusalOfAddress(host, host, policy);
  return METADATA_NAMES.has(host.toLowerCase().replace(/\.$/, ''))
    ? new AddressRefused(host, 'its address is that of a metadata service')
    : null;
}

/** What resolves a name to all its addresses; `dns.lookup` does. */
export type Resolve = (
  hostname: string,
  options: { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Looks names up for connections; the result is what they connect to. One bad address refuses the name. */
export function guardedLookup(policy: AddressPolicy, resolve: Resolve | null): LookupFunction {
  return (hostname, options, callback) => {
    (resolve ?? lookupInDns)(hostname, { ...options, all: true }, (error, addresses) => {
      const refused = error ? null : firstRefusal(hostname, addresses, policy);
      const failure = error ?? refused;
      if (failure) return callback(failure, []);
      const [first] = addresses;
      return options.all ? callback(null, addresses) : callback(null, first!.address, first!.family);
    });
  };
}

function firstRefusal(hostname: string, addresses: readonly LookupAddress[], policy: AddressPolicy) {
  for (const { address } of addresses) {
    const refusal = refusalOfAddress(hostname, address, policy);
    if (refusal) return refusal;
  }
  return null;
}

function blockListOf(cidr: string): BlockList {
  const [network = '', prefix] = cidr.split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), network.includes(':') ? 'ipv6' : 'ipv4');
  return list;
}

/** By way of a URL, which writes the last 32 bits as two groups of hexadecimal digits. */
function embeddedIpv4(address: string): string {
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':');
  const [high = 0, low = 0] = groups.slice(-2).map((group) => parseInt(group || '0', 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Where CloudCheckr is, by region, as data. */
import { InputRefused } from '../../sdk/index.ts';

/** The addresses of one region. Null where none is known. */
interface Hosts {
  /** The older interface: calls by name. */
  readonly legacy: string;
  /** CMx: REST. */
  readonly cmx: string | null;
  /** Where tokens of CMx come from. */
  readonly auth: string | null;
}

/** The regions that accounts at CloudCheckr are kept in. */
export const REGIONS = ['us', 'eu', 'au', 'gov'] as const;

/**
 * Known from the vendor's API guide and its public scripts: the older interface in all four regions, and CMx in the United
 * States. The addresses of CMx in Europe and Australia are formed after that one and were never tried: where they are
 * wrong, the option `baseUrl` says better.
 */
const HOSTS: Readonly<Record<(typeof REGIONS)[number], Hosts>> = {
  us: {
    legacy: 'https://api.cloudcheckr.com',
    cmx: 'https://api-us.cloudcheckr.com',
    auth: 'https://auth-us.cloudcheckr.com',
  },
  eu: {
    legacy: 'https://eu.cloudcheckr.com',
    cmx: 'https://api-eu.cloudcheckr.com',
    auth: 'https://auth-eu.cloudcheckr.com',
  },
  au: {
    legacy: 'https://au.cloudcheckr.com',
    cmx: 'https://api-au.cloudcheckr.com',
    auth: 'https://auth-au.cloudcheckr.com',
  },
  gov: { legacy: 'https://gov.cloudcheckr.com', cmx: null, auth: null },
};

/** The address to speak to. Throws `InputRefused` where the region has none. */
export function hostOf(
  { region, baseUrl }: { readonly region: (typeof REGIONS)[number]; readonly baseUrl?: string | undefined },
  kind: keyof Hosts,
): string {
  const host = baseUrl ?? HOSTS[region][kind];
  if (!host) throw new InputRefused(`no address of CloudCheckr CMx is known for ${region}. Set the option baseUrl`);
  return host;
}

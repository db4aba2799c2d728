/** Pieces of platforms' settings. Optional means absent or null, as inputs of GraphQL are. */
import { z } from 'zod';
import { SECRET_REFERENCE } from '../../secrets/index.ts';

/** The name of a secret. */
export const secretReference = z.string().regex(SECRET_REFERENCE, 'the name of a secret: env:NAME or file:NAME');

/** Parameters of a query that hold a secret, such as `code` of Azure and those of signed URLs. */
const SECRET_PARAMETER = /^(code|auth|sig|pwd|.*(key|token|secret|password|signature|credential).*)$/i;

/** An address to call. It is stored, shown and logged, so it holds no secret. */
export const httpUrl = z
  .string()
  .max(2_048)
  .superRefine((text, context) => {
    const mistake = mistakeInUrl(text);
    if (mistake) context.addIssue({ code: 'custom', message: mistake });
  });

/** An address that a path is put behind. */
export const baseUrl = httpUrl.refine((text) => !text.includes('?'), 'a URL without a query');

function mistakeInUrl(text: string): string | null {
  if (!URL.canParse(text)) return 'a URL, such as https://example.com/causeway';
  const { protocol, username, password, hash, searchParams } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return 'a URL that begins with https:// or http://';
  if (username !== '' || password !== '') return 'a URL without user and password: refer to them as a secret';
  if ([...searchParams.keys()].some((name) => SECRET_PARAMETER.test(name)))
    return 'a URL without a key, token or signature in its query: put it into a secret, and refer to that';
  return hash === '' ? null : 'a URL without a fragment';
}

/** A region of AWS. */
export const awsRegion = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region, such as eu-central-1');

/** A value for `Host`: a name, with a port where it has one. */
export const hostName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i, 'a host name, such as causeway.example.com');

/** A name as Kubernetes has them (RFC 1123). It becomes a part of a path, so it holds no separator. */
export const dnsLabel = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'lower-case letters, digits and hyphens');

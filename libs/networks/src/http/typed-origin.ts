import { isIP } from 'node:net';
import { isPublicAddress } from './address.js';

/** Names that never leave a machine or a private network (RFC 6761 §6.3, RFC 6762, ICANN's `internal`). */
const PRIVATE_NAME = /^(?:[^.]+|.*\.(?:localhost|local|internal|test))$/;

/**
 * The origin in an address that a person typed, `https://` where they left it out; null for what is none. A token would
 * travel in the clear over http, so that is taken for hosts on private networks alone; whether those may be reached at
 * all is the HTTP client's affair. Path, query and fragment are dropped.
 */
export function typedOrigin(value: string): string | null {
  const typed = value.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(address)) return null;
  const { protocol, username, password, hostname, origin } = new URL(address);
  if (username !== '' || password !== '' || hostname === '') return null;
  return protocol === 'https:' || (protocol === 'http:' && isPrivateHost(hostname)) ? origin : null;
}

function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(host) ? !isPublicAddress(host) : PRIVATE_NAME.test(host);
}

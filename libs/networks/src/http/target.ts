import { isIP } from 'node:net';
import { isPublicAddress } from './address.js';

/** Where a request goes. `literal` is set when the host is an address, so that nothing will be looked up. */
export interface Target {
  url: URL;
  literal: string | null;
}

/**
 * Reads a URL as WHATWG does, which turns decimal, octal and hexadecimal spellings of an IPv4 host into dotted form.
 * Null for anything but http and https, and for credentials in the URL, which would end in logs.
 */
export function readTarget(input: string): Target | null {
  if (!URL.canParse(input)) return null;
  const url = new URL(input);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.username !== '' || url.password !== '') return null;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { url, literal: isIP(host) ? host : null };
}

/** Whether the URL itself already names a forbidden address; names are checked when they are resolved. */
export function isBlockedLiteral(target: Target): boolean {
  return target.literal !== null && !isPublicAddress(target.literal);
}

import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './address.js';

export type Resolver = (
  hostname: string,
  options: { all: true; family?: number | 'IPv4' | 'IPv6' | undefined },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export const BLOCKED_ADDRESS = 'ERR_BLOCKED_ADDRESS';

/**
 * A name resolution for `net.connect` that refuses the whole name when one of its addresses is not public, and
 * hands the socket exactly the addresses it checked: a name that answers differently the second time gains nothing.
 */
export function guardedLookup(resolve: Resolver = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { all: true, family: options.family }, (error, addresses) => {
      const first = addresses?.[0];
      if (error || !first) return callback(error ?? notFound(), [], 0);
      if (!addresses.every(({ address }) => isPublicAddress(address))) return callback(blocked(), [], 0);
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

function blocked(): NodeJS.ErrnoException {
  return Object.assign(new Error('the name leads to a private address'), { code: BLOCKED_ADDRESS });
}

function notFound(): NodeJS.ErrnoException {
  return Object.assign(new Error('the name has no address'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' });
}

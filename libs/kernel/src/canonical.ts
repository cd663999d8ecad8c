import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256, in hexadecimal, of the RFC 8785 canonical form of `value`. */
export function canonicalHash(value: unknown): string {
  return createHash('sha256')
    .update((canonicalize as unknown as (input: unknown) => string)(value))
    .digest('hex');
}

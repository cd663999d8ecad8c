import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** The RFC 8785 canonical form of a JSON value. */
export function canonicalJson(value: unknown): string {
  // The package's types are those of a CommonJS module; what Node imports is the function itself.
  return (canonicalize as unknown as (input: unknown) => string)(value);
}

/** SHA-256, in hexadecimal, of the RFC 8785 canonical form of `value`. */
export function canonicalHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

import { createHash } from 'node:crypto';

const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';

/**
 * A record key (https://atproto.com/specs/tid): 53 bits of microseconds since 1970, then ten of a clock's name, as 13
 * sortable characters. Milliseconds come from `createdAt`, and the twenty bits below them from `key`, so that the same
 * unit has the same key for ever and two of one instant have two.
 */
export function recordKey(key: string, createdAt: string): string {
  const hash = createHash('sha256').update(key).digest();
  const micros = BigInt(Date.parse(createdAt)) * 1000n + BigInt(hash.readUInt32BE(0) % 1000);
  const clock = BigInt(hash.readUInt32BE(4) % 1024);
  return sortable((micros << 10n) | clock);
}

function sortable(bits: bigint): string {
  return Array.from({ length: 13 }, (_, place) => ALPHABET[Number((bits >> BigInt(5 * (12 - place))) & 31n)]).join('');
}

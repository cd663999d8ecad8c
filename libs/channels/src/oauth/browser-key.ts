import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What tells the browser that was shown who asks from any other: 32 random bytes, base64url. */
export function newBrowserKey(): string {
  return randomBytes(32).toString('base64url');
}

/** Compared by their hashes, in constant time. `given` undefined: the browser has none. */
export function isSameKey(given: string | undefined, expected: string): boolean {
  return given !== undefined && timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

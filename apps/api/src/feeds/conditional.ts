import { createHash } from 'node:crypto';

/** What a client says it has already. */
export interface Preconditions {
  ifNoneMatch?: string;
  ifModifiedSince?: string;
}

/** A strong entity tag (RFC 9110 §8.8.3) of exactly these characters. */
export function tagOf(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

/**
 * Whether the client's copy is still good (RFC 9110 §13.2.2): the tag decides where one is sent, compared weakly;
 * else the date does, to the second. What does not parse is ignored.
 */
export function isFresh({ ifNoneMatch, ifModifiedSince }: Preconditions, tag: string, modified: Date): boolean {
  if (ifNoneMatch !== undefined) {
    const tags = ifNoneMatch.split(',').map((one) => one.trim().replace(/^W\//, ''));
    return tags.includes('*') || tags.includes(tag);
  }
  if (ifModifiedSince === undefined) return false;
  const since = Date.parse(ifModifiedSince);
  return Number.isFinite(since) && Math.floor(modified.getTime() / 1000) * 1000 <= since;
}

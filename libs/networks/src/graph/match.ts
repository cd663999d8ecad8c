import type { Json, JsonObject, Remote } from '../contract.js';
import { at, isObject } from '../http/answers.js';

/** A post as a list of the network tells it. */
export interface ListedPost extends Remote {
  text: string;
  /** Milliseconds since 1970; NaN where it cannot be read. */
  time: number;
  media: number;
  /** What it answers; null for a post of its own. */
  parentId: string | null;
}

/** What we are looking for. */
export interface SoughtPost {
  text: string;
  media: number;
  parentId: string | null;
  /** RFC 3339: it cannot be older. */
  createdAt: string;
}

/** How far their clock may be behind ours. */
const SKEW = 2 * 60_000;

/**
 * The posts that can be ours: same text, as many media, same parent, and not from before we began. With more than one
 * of them nobody can tell which is ours, and the newest is never taken for it.
 */
export function matching(posts: readonly ListedPost[], sought: SoughtPost): ListedPost[] {
  const earliest = Date.parse(sought.createdAt) - SKEW;
  const text = canonical(sought.text);
  return posts.filter(
    (post) =>
      post.time >= earliest &&
      post.media === sought.media &&
      post.parentId === sought.parentId &&
      canonical(post.text) === text,
  );
}

/** A text without what networks change on the way: composition, kinds of line ends, white space around lines. */
export function canonical(text: string): string {
  const lines = text.normalize('NFC').replace(/\r\n?/g, '\n').split('\n');
  return lines
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The objects of a list under `data`; null when it is none. */
export function listIn(value: JsonObject): JsonObject[] | null {
  const data: Json | undefined = at(value, 'data');
  return Array.isArray(data) ? data.filter(isObject) : null;
}

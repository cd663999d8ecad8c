import { v5 } from 'uuid';
import type { FeedWire } from './format.js';

/** A public feed ready to be rendered. URLs are absolute. */
export interface FeedDocument {
  /** What the feed stays known by when its address changes: the channel's id. */
  key: string;
  title: string;
  description: string;
  /** BCP 47 */
  language: string;
  /** IANA zone in which people read the dates; UTC when absent. */
  timeZone?: string;
  homeUrl: string;
  atomUrl: string;
  jsonUrl: string;
  updatedAt: Date;
  /** Newest first. */
  entries: readonly FeedDocumentEntry[];
}

export interface FeedDocumentEntry {
  /** The key the entry was published under; its id in both feeds is made from it. */
  key: string;
  slug: string;
  url: string;
  wire: FeedWire;
  publishedAt: Date;
  updatedAt: Date;
}

/** Namespace of our name-based UUIDs. Changing it would show every entry again in every reader. */
const NAMESPACE = '0b1f7d6e-6c0e-4f0a-9d5b-3a8e6f2c7d11';

/** A permanent, universally unique IRI (RFC 4287 §4.2.6) that survives a move to another host. */
export function permanentId(kind: 'feed' | 'entry', key: string): string {
  return `urn:uuid:${v5(`${kind}:${key}`, NAMESPACE)}`;
}

/** The language of one entry. */
export function languageOf(feed: FeedDocument, entry: FeedDocumentEntry): string {
  return entry.wire.language ?? feed.language;
}

/** `url` when a reader may follow it: http or https, taken from `base` when relative. Null for anything else. */
export function webUrl(url: string | null, base?: string): string | null {
  if (url === null || !URL.canParse(url, base)) return null;
  const parsed = new URL(url, base);
  return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : null;
}

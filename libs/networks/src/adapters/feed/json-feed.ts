import type { MediaWire } from '../../plan-wire.js';
import { type FeedDocument, type FeedDocumentEntry, languageOf, permanentId, webUrl } from './document.js';
import { entryBody } from './entry-body.js';
import { printable } from './markup.js';

/** The feed as JSON Feed 1.1 (jsonfeed.org/version/1.1). */
export function renderJsonFeed(feed: FeedDocument): string {
  const document = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.homeUrl,
    feed_url: feed.jsonUrl,
    description: feed.description || undefined,
    language: feed.language,
    authors: [{ name: feed.title, url: feed.homeUrl }],
    items: feed.entries.map((entry) => jsonItem(feed, entry)),
  };
  return JSON.stringify(document, (_key, value: unknown) => (typeof value === 'string' ? printable(value) : value));
}

function jsonItem(feed: FeedDocument, entry: FeedDocumentEntry): Record<string, unknown> {
  const { wire } = entry;
  const attachments = wire.media.flatMap((medium) => attachment(medium, entry.url));
  return {
    id: permanentId('entry', entry.key),
    url: entry.url,
    external_url: webUrl(wire.link) ?? undefined,
    // A title made from the text would be read twice; the format lets short posts go without.
    title: wire.titled ? wire.title : undefined,
    content_html: entryBody(feed, entry).toString(),
    content_text: [wire.text, ...wire.thread].filter((text) => text.trim() !== '').join('\n\n') || undefined,
    image: attachments.find(({ mime_type }) => mime_type.startsWith('image/'))?.url,
    date_published: entry.publishedAt.toISOString(),
    date_modified: entry.updatedAt.toISOString(),
    tags: wire.labels.length > 0 ? wire.labels : undefined,
    language: languageOf(feed, entry),
    attachments: attachments.length > 0 ? attachments : undefined,
  };
}

function attachment(medium: MediaWire, base: string) {
  const url = webUrl(medium.url, base);
  if (url === null) return [];
  return [{ url, mime_type: medium.mimeType, title: medium.altText ?? undefined, size_in_bytes: medium.bytes }];
}

import type { MediaWire } from '../../plan-wire.js';
import { type FeedDocument, type FeedDocumentEntry, languageOf, permanentId, webUrl } from './document.js';
import { entryBody } from './entry-body.js';
import { type Fragment, type Markup, markup } from './markup.js';

/** The feed as Atom (RFC 4287). Titles are plain text, contents escaped HTML. */
export function renderAtom(feed: FeedDocument): string {
  return markup`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">
  <id>${permanentId('feed', feed.key)}</id>
  <title>${feed.title}</title>
${feed.description === '' ? null : markup`  <subtitle>${feed.description}</subtitle>\n`}  <updated>${feed.updatedAt.toISOString()}</updated>
  <author><name>${feed.title}</name></author>
  <generator>Marronnier</generator>
  <link rel="self" type="application/atom+xml" href="${feed.atomUrl}"/>
  <link rel="alternate" type="text/html" href="${feed.homeUrl}"/>
  <link rel="alternate" type="application/feed+json" href="${feed.jsonUrl}"/>
${feed.entries.map((entry) => atomEntry(feed, entry))}</feed>
`.toString();
}

function atomEntry(feed: FeedDocument, entry: FeedDocumentEntry): Markup {
  const { wire } = entry;
  return markup`  <entry xml:lang="${languageOf(feed, entry)}">
    <id>${permanentId('entry', entry.key)}</id>
    <title>${wire.title}</title>
    <published>${entry.publishedAt.toISOString()}</published>
    <updated>${entry.updatedAt.toISOString()}</updated>
    <link rel="alternate" type="text/html" href="${entry.url}"/>
${related(wire.link)}${wire.media.map((medium) => enclosure(medium, entry.url))}${wire.labels.map((label) => markup`    <category term="${label}"/>\n`)}    <content type="html">${entryBody(feed, entry).toString()}</content>
  </entry>
`;
}

function related(link: string | null): Fragment {
  const url = webUrl(link);
  return url === null ? null : markup`    <link rel="related" href="${url}"/>\n`;
}

function enclosure(medium: MediaWire, base: string): Fragment {
  const url = webUrl(medium.url, base);
  if (url === null) return null;
  const title = medium.altText === null ? null : markup` title="${medium.altText}"`;
  return markup`    <link rel="enclosure" type="${medium.mimeType}" length="${medium.bytes}"${title} href="${url}"/>\n`;
}

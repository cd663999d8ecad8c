import type { MediaWire, PollWire } from '../../plan-wire.js';
import { type FeedDocument, type FeedDocumentEntry, languageOf, webUrl } from './document.js';
import { type Fragment, type Markup, markup } from './markup.js';
import { word } from './wording.js';

/** What an entry says, as the HTML that pages and feeds share: text, thread, pictures, poll, link. */
export function entryBody(feed: FeedDocument, entry: FeedDocumentEntry): Markup {
  const { wire } = entry;
  const language = languageOf(feed, entry);
  return markup`${[wire.text, ...wire.thread].map(paragraphs)}${wire.media.map((medium) => figure(medium, entry.url, language))}${wire.poll && pollSection(wire.poll, language)}${linkCard(wire.link)}`;
}

/** Blank lines part paragraphs, single ones break the line. */
function paragraphs(text: string): Fragment {
  const blocks = text.split(/(?:\r?\n[ \t]*){2,}/).filter((block) => block.trim() !== '');
  return blocks.map((block) => markup`<p>${lines(block.trim())}</p>\n`);
}

function lines(block: string): Fragment {
  return block.split(/\r?\n/).map((line, index) => [index === 0 ? null : markup`<br>\n`, withLinks(line)]);
}

const URL_IN_TEXT = /(https?:\/\/[^\s<>"]+)/;

function withLinks(line: string): Fragment {
  return line.split(URL_IN_TEXT).map((part, index) => {
    const url = index % 2 === 1 ? withoutClosing(part) : '';
    return [url === '' ? null : anchor(url), part.slice(url.length)];
  });
}

/** A URL without the punctuation of the sentence around it; a bracket is its own when it was opened within. */
function withoutClosing(url: string): string {
  const trimmed = url.replace(/[.,;:!?'’»…\]}]+$/u, '');
  const unopened = trimmed.endsWith(')') && trimmed.split(')').length > trimmed.split('(').length;
  if (unopened) return withoutClosing(trimmed.slice(0, -1));
  return trimmed;
}

function anchor(url: string): Fragment {
  return URL.canParse(url) ? markup`<a href="${url}">${url}</a>` : url;
}

function figure(medium: MediaWire, base: string, language: string): Fragment {
  const url = webUrl(medium.url, base);
  if (url === null) return null;
  const size = [dimension('width', medium.width), dimension('height', medium.height)];
  const label = medium.altText ?? word('video', language);
  if (medium.mimeType.startsWith('image/'))
    return markup`<figure><img src="${url}" alt="${medium.altText ?? ''}"${size} loading="lazy"></figure>\n`;
  if (medium.mimeType.startsWith('video/'))
    return markup`<figure><video src="${url}" controls preload="metadata" aria-label="${label}"${size}></video></figure>\n`;
  return markup`<p><a href="${url}">${medium.altText ?? url}</a></p>\n`;
}

function dimension(name: 'width' | 'height', pixels: number | null): Fragment {
  return pixels === null ? null : markup` ${name}="${pixels}"`;
}

function pollSection(poll: PollWire, language: string): Fragment {
  const options = poll.options.map((option) => markup`<li>${option}</li>\n`);
  return markup`<section class="poll" aria-label="${word('poll', language)}">\n<p><strong>${poll.question}</strong></p>\n<ul>\n${options}</ul>\n</section>\n`;
}

function linkCard(link: string | null): Fragment {
  const url = webUrl(link);
  if (url === null) return null;
  const { host, pathname } = new URL(url);
  return markup`<p class="link"><a href="${url}">${host}${pathname === '/' ? '' : pathname}</a></p>\n`;
}

import { findReferences } from '../../shaping/references.js';
import { type Fragment, markup, type Markup } from '../feed/markup.js';

/** A medium that stands in the library of the site. */
export type LibraryMedia = { id: number; url: string; alt: string; isVideo: boolean };

/**
 * The content of a post as blocks, so that the editor of the site shows paragraphs, images and videos and not one
 * lump of HTML (https://developer.wordpress.org/block-editor/explanations/architecture/key-concepts/).
 */
export function contentOf(text: string, link: string | null, media: readonly LibraryMedia[]): string {
  const paragraphs = text.split(/(?:\r?\n){2,}/).filter((part) => part.trim() !== '');
  const added = link === null || text.includes(link) ? [] : [link];
  return [...paragraphs, ...added].map(paragraph).concat(media.map(figure)).join('\n\n');
}

/** A comment is bare text there: WordPress breaks its lines by itself. */
export function commentOf(text: string): string {
  return markup`${text}`.toString();
}

function paragraph(text: string): string {
  const lines = text.trim().split(/\r?\n/);
  const body = lines.flatMap((line, index): Fragment[] => [...(index > 0 ? [markup`<br>`] : []), ...linked(line)]);
  return `<!-- wp:paragraph -->\n${markup`<p>${body}</p>`.toString()}\n<!-- /wp:paragraph -->`;
}

function linked(line: string): Fragment[] {
  const links = findReferences(line).filter(({ kind }) => kind === 'link');
  const ends = [0, ...links.map(({ end }) => end)];
  const parts = links.flatMap(({ start, value }, index): Fragment[] => [
    line.slice(ends[index], start),
    markup`<a href="${value}">${value}</a>`,
  ]);
  return [...parts, line.slice(ends.at(-1))];
}

function figure({ id, url, alt, isVideo }: LibraryMedia): string {
  const name = isVideo ? 'video' : 'image';
  const inner: Markup = isVideo
    ? markup`<video controls src="${url}"></video>`
    : markup`<img src="${url}" alt="${alt}" class="wp-image-${id}"/>`;
  const block = markup`<figure class="wp-block-${name}">${inner}</figure>`.toString();
  return `<!-- wp:${name} {"id":${id}} -->\n${block}\n<!-- /wp:${name} -->`;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** What a reader reads of some HTML, spaces and line ends all alike: sites rewrite tags and entities as they please. */
export function textOfHtml(html: string): string {
  const apart = html.replaceAll(/<!--[\s\S]*?-->|<\/?(?:p|br|div|figure|li|ul|ol|h\d|blockquote)\b[^>]*>/gi, ' ');
  const bare = apart.replaceAll(/<[^>]*>/g, '');
  const decoded = bare.replaceAll(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => entity(name) ?? whole);
  return decoded.replaceAll(/\s+/g, ' ').trim();
}

/** Whether two pieces of HTML say the same, whatever a site made of quotes, dashes and smileys. */
export function sameWords(one: string, other: string): boolean {
  const [first, second] = [one, other].map(textOfHtml).map((text) => text.replaceAll(/[^\p{L}\p{N}]+/gu, ''));
  return first === second && (first !== '' || textOfHtml(one) === textOfHtml(other));
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return NAMED[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

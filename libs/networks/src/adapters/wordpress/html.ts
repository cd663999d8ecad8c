import { findReferences } from '../../shaping/references.js';
import { escapeHtml, htmlText, lettersOf } from '../../shaping/html-text.js';
import { textWithLink } from '../../shaping/text-with-link.js';

/** A medium that stands in the library of the site. */
export type LibraryMedia = { id: number; url: string; alt: string; isVideo: boolean };

/**
 * The content of a post as blocks, so that the editor of the site shows paragraphs, images and videos and not one
 * lump of HTML (https://developer.wordpress.org/block-editor/explanations/architecture/key-concepts/).
 */
export function contentOf(text: string, link: string | null, media: readonly LibraryMedia[]): string {
  const paragraphs = textWithLink({ text, link })
    .split(/(?:\r?\n){2,}/)
    .filter((part) => part.trim() !== '');
  return paragraphs.map(paragraph).concat(media.map(figure)).join('\n\n');
}

function paragraph(text: string): string {
  const body = text.trim().split(/\r?\n/).map(linked).join('<br>');
  return `<!-- wp:paragraph -->\n<p>${body}</p>\n<!-- /wp:paragraph -->`;
}

function linked(line: string): string {
  const links = findReferences(line).filter(({ kind }) => kind === 'link');
  const ends = [0, ...links.map(({ end }) => end)];
  const parts = links.map(({ start, value }, index) => {
    const address = escapeHtml(value);
    return `${escapeHtml(line.slice(ends[index], start))}<a href="${address}">${address}</a>`;
  });
  return parts.join('') + escapeHtml(line.slice(ends.at(-1)));
}

function figure({ id, url, alt, isVideo }: LibraryMedia): string {
  const name = isVideo ? 'video' : 'image';
  const source = `src="${escapeHtml(url)}"`;
  const image = `<img ${source} alt="${escapeHtml(alt)}" class="wp-image-${id}"/>`;
  const inner = isVideo ? `<video controls ${source}></video>` : image;
  const block = `<figure class="wp-block-${name}">${inner}</figure>`;
  return `<!-- wp:${name} {"id":${id}} -->\n${block}\n<!-- /wp:${name} -->`;
}

/**
 * A title or an excerpt as sites keep them: as HTML, of which `<` and `&` would be lost or read as tags. Quotes stay as
 * they are, so that the site typesets them.
 */
export function lineOf(text: string): string {
  return text.replace(/[&<>]/g, escapeHtml);
}

/** Whether two pieces of HTML say the same, whatever a site made of spaces, quotes, dashes and smileys. */
export function sameWords(one: string, other: string): boolean {
  return lettersOf(htmlText(one)) === lettersOf(htmlText(other));
}

import type { Difference, Json, JsonObject } from '../../contract.js';
import { differing } from '../../differences.js';
import { at, textAt } from '../../http/answers.js';
import { htmlText, lettersOf } from '../../shaping/html-text.js';
import { bodyHtml, type PostWire } from './format.js';

/** What readers of the post do not see as we asked for it, by name. */
export function differencesOf(post: JsonObject, wire: PostWire): Difference[] {
  const html = textAt(post, 'html') ?? '';
  const altTexts = shownAltTexts(post, html);
  return differing({
    unpublished: textAt(post, 'status') === 'published',
    title: lettersOf(textAt(post, 'title') ?? '') === lettersOf(wire.title),
    text: sameText(html, wire),
    media: altTexts.length === wire.media.length,
    alt_text: altTexts.length !== wire.media.length || sameAltTexts(altTexts, wire),
    tags: hasTags(at(post, 'tags'), wire),
    excerpt: wire.excerpt === null || lettersOf(textAt(post, 'custom_excerpt') ?? '') === lettersOf(wire.excerpt),
    visibility: wire.visibility === null || textAt(post, 'visibility') === wire.visibility,
    newsletter: wire.newsletter === null || isMailed(post),
  });
}

/** Ghost makes its own HTML of ours (docs.ghost.org/admin-api/posts/creating-a-post): texts are compared, not markup. */
function sameText(html: string, wire: PostWire): boolean {
  return lettersOf(htmlText(html)) === lettersOf(htmlText(bodyHtml(wire, [])));
}

function shownAltTexts(post: JsonObject, html: string): string[] {
  const lead = textAt(post, 'feature_image') ? [textAt(post, 'feature_image_alt') ?? ''] : [];
  const images = html.match(/<img\b[^>]*>/gi) ?? [];
  return [...lead, ...images.map((image) => htmlText(/\balt="([^"]*)"/i.exec(image)?.[1] ?? ''))];
}

function sameAltTexts(shown: readonly string[], { media }: PostWire): boolean {
  return media.every(({ altText }, index) => lettersOf(altText ?? '') === lettersOf(shown[index] ?? ''));
}

function hasTags(tags: Json | undefined, wire: PostWire): boolean {
  const names = Array.isArray(tags) ? tags.map((tag) => lettersOf(textAt(tag, 'name') ?? '')) : [];
  return wire.tags.every((tag) => names.includes(lettersOf(tag)));
}

/** There is one mail to a post; `failed`: it was given up. */
function isMailed(post: JsonObject): boolean {
  const status = textAt(post, 'email', 'status');
  return status !== undefined && status !== 'failed';
}

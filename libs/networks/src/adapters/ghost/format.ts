import { createHash } from 'node:crypto';
import type { Capabilities, Issue, JsonObject, PublishPlan, RenderedPost } from '../../contract.js';
import { escapeHtml } from '../../shaping/html-text.js';
import { findReferences } from '../../shaping/references.js';
import { validatePlan } from '../../validate-plan.js';
import { manifest } from './manifest.js';

/** A post before its images are uploaded. */
export type PostWire = {
  version: 1;
  title: string;
  text: string;
  link: string | null;
  media: { mediaId: string; altText: string | null }[];
  tags: string[];
  excerpt: string | null;
  visibility: string | null;
  featured: boolean;
  canonicalUrl: string | null;
  /** The slug of the newsletter that goes out with it; null: none does. */
  newsletter: string | null;
  audience: string;
};

export function renderGhostPost(plan: PublishPlan): RenderedPost {
  const { text, link, media, labels, options } = plan;
  const wire: PostWire = {
    version: 1,
    title: titleOf(plan),
    text,
    link,
    media: media.map(({ mediaId, altText }) => ({ mediaId, altText })),
    tags: [...labels],
    excerpt: textOption(options, 'excerpt'),
    visibility: textOption(options, 'visibility'),
    featured: options['featured'] === true,
    canonicalUrl: textOption(options, 'canonicalUrl'),
    newsletter: textOption(options, 'newsletter'),
    audience: textOption(options, 'newsletterAudience') ?? 'all',
  };
  return { units: [{ kind: 'post', wire }] };
}

function titleOf({ title, options }: PublishPlan): string {
  return (textOption(options, 'title') ?? title ?? '').trim();
}

function textOption(options: JsonObject, name: string): string | null {
  const value = options[name];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** Of the feature image alone; images in the text may say more (Ghost's schema.js, as the two below). */
const ALT_TEXT = 191;
const TITLE = 255;
const EXCERPT = 300;
const TAG = 191;

/** What stands in the way of `plan` on a Ghost site. */
export function validateGhostPlan(plan: PublishPlan, capabilities: Capabilities): Issue[] {
  return [
    ...validatePlan(plan, capabilities, manifest.name),
    ...wrongTitle(plan),
    ...longFields(plan),
    ...unfitOptions(plan),
  ];
}

function wrongTitle(plan: PublishPlan): Issue[] {
  const title = titleOf(plan);
  const path = textOption(plan.options, 'title') === null ? '/title' : '/options/title';
  if (title === '') return [issue(path, 'network.title_required')];
  return title.length > TITLE ? [issue(path, 'network.title_too_long', { max: TITLE, used: title.length })] : [];
}

function longFields({ media, labels, options }: PublishPlan): Issue[] {
  const alt = media[0]?.altText ?? '';
  const excerpt = textOption(options, 'excerpt') ?? '';
  return [
    ...(alt.length > ALT_TEXT
      ? [issue('/media/0/altText', 'network.alt_text_too_long', { max: ALT_TEXT, used: alt.length })]
      : []),
    ...(excerpt.length > EXCERPT
      ? [issue('/options/excerpt', 'network.option_unfit', { reason: `${excerpt.length} > ${EXCERPT}` })]
      : []),
    ...labels.flatMap((label, index) =>
      label.length > TAG || label.startsWith(',')
        ? [issue(`/labels/${index}`, 'network.option_unfit', { reason: `1–${TAG}, no comma first` })]
        : [],
    ),
  ];
}

function unfitOptions({ options }: PublishPlan): Issue[] {
  const lost = textOption(options, 'newsletterAudience') !== null && textOption(options, 'newsletter') === null;
  const reason = 'newsletterAudience, newsletter';
  return lost ? [{ ...issue('/options/newsletterAudience', 'network.option_unfit', { reason }), level: 'warn' }] : [];
}

function issue(path: string, code: string, params: Issue['params'] = {}): Issue {
  return { level: 'error', path, code, params: { network: manifest.name, ...params } };
}

export function readWire(wire: JsonObject): PostWire {
  if (wire['version'] !== 1) throw new Error(`unknown ghost payload version: ${JSON.stringify(wire['version'])}`);
  return wire as PostWire;
}

/** Room for the words of the title; Ghost cuts a slug at 185. */
const SLUG_WORDS = 80;

/**
 * The last part of the post's address: words of its title for readers, and a mark of the unit's key, so that nobody
 * else has it. Only letters that Ghost leaves alone.
 */
export function slugOf(title: string, key: string): string {
  const ascii = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const words = ascii
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_WORDS)
    .replace(/^-+|-+$/g, '');
  const mark = createHash('sha256').update(key).digest('hex').slice(0, 10);
  return `${words || 'post'}-${mark}`;
}

/** The fields of the draft. The first image leads the post, the others follow the text; `urls` in order of the media. */
export function draftOf(wire: PostWire, slug: string, urls: readonly string[]): JsonObject {
  const [first] = wire.media;
  return {
    title: wire.title,
    slug,
    status: 'draft',
    html: bodyHtml(wire, urls),
    tags: wire.tags.map((name) => ({ name })),
    featured: wire.featured,
    ...(first && { feature_image: urls[0] ?? null, feature_image_alt: first.altText?.trim() || null }),
    ...(wire.excerpt !== null && { custom_excerpt: wire.excerpt }),
    ...(wire.visibility !== null && { visibility: wire.visibility }),
    ...(wire.canonicalUrl !== null && { canonical_url: wire.canonicalUrl }),
  };
}

/** Plain text as paragraphs with its links, then the post's own link, then further images as image cards. */
export function bodyHtml({ text, link, media }: PostWire, urls: readonly string[]): string {
  const paragraphs = text.trim() === '' ? [] : text.trim().split(/\n[ \t]*\n\s*/);
  const own = link === null || text.includes(link) ? [] : [`<p>${anchor(link)}</p>`];
  const images = media.slice(1).map(({ altText }, index) => imageCard(urls[index + 1] ?? '', altText));
  return [...paragraphs.map((lines) => `<p>${lines.split('\n').map(linked).join('<br>')}</p>`), ...own, ...images].join(
    '',
  );
}

function linked(line: string): string {
  const links = findReferences(line).filter(({ kind }) => kind === 'link');
  const pieces = links.map(({ start, value }, index) => {
    const before = line.slice(links[index - 1]?.end ?? 0, start);
    return escapeHtml(before) + anchor(value);
  });
  return pieces.join('') + escapeHtml(line.slice(links.at(-1)?.end ?? 0));
}

function anchor(url: string): string {
  return `<a href="${escapeHtml(url)}">${escapeHtml(url)}</a>`;
}

function imageCard(url: string, altText: string | null): string {
  const alt = escapeHtml(altText?.trim() ?? '');
  return `<figure class="kg-card kg-image-card"><img src="${escapeHtml(url)}" class="kg-image" alt="${alt}"></figure>`;
}

import type { Json, JsonObject, PlannedMedia, PublishPlan, RenderedPost, RenderedUnit } from '../../contract.js';
import { textWithLink } from '../../shaping/text-with-link.js';
import { type Facet, facetsOf } from './facets.js';

/** A picture or video of a post, by our own id; its bytes become a blob when the post is sent. */
export type MediumWire = { mediaId: string; alt: string; width: number | null; height: number | null; bytes: number };

export type EmbedWire =
  | { kind: 'images'; media: MediumWire[] }
  | { kind: 'video'; media: MediumWire[] }
  /** `media`: the picture of the card, or nothing. */
  | { kind: 'card'; uri: string; title: string; description: string; media: MediumWire[] };

/** One record of app.bsky.feed.post, as far as it is known before anything is sent. */
export type BlueskyWire = {
  version: 1;
  text: string;
  facets: Facet[];
  languages: string[];
  contentLabels: string[];
  embed: EmbedWire | null;
};

/** The post, each further part of the thread, and the first comment: a record each. */
export function renderBlueskyPost(plan: PublishPlan): RenderedPost {
  const post = { ...bareWire(textOfPost(plan), plan), contentLabels: listOption(plan, 'contentLabels') };
  const units: RenderedUnit[] = [
    { kind: 'post', wire: { ...post, embed: embedOf(plan) } },
    ...plan.thread.map(({ text }): RenderedUnit => ({ kind: 'thread', wire: bareWire(text, plan) })),
    ...(plan.firstComment === null
      ? []
      : [{ kind: 'first_comment' as const, wire: bareWire(plan.firstComment, plan) }]),
  ];
  return { units };
}

/**
 * The text of the post itself. A post holds one embed: where pictures or a video take it, the link goes into the text,
 * unless it already stands there.
 */
export function textOfPost(plan: PublishPlan): string {
  return embedOf(plan)?.kind === 'card' ? plan.text : textWithLink(plan);
}

export function readBlueskyWire(wire: JsonObject): BlueskyWire {
  if (wire['version'] !== 1) throw new Error(`unknown bluesky payload version: ${String(wire['version'])}`);
  return wire as BlueskyWire;
}

function bareWire(text: string, plan: PublishPlan): BlueskyWire {
  const chosen = listOption(plan, 'languages');
  const languages = chosen.length > 0 || plan.language === null ? chosen : [plan.language];
  return { version: 1, text, facets: facetsOf(text), languages, contentLabels: [], embed: null };
}

function embedOf(plan: PublishPlan): EmbedWire | null {
  const { link, media } = plan;
  const video = media.find(({ mimeType }) => mimeType.startsWith('video/'));
  if (video) return { kind: 'video', media: [toWire(video)] };
  // One picture beside a link is the picture of its card; several are shown as pictures.
  if (link !== null && media.length < 2 && plan.options['linkAs'] !== 'text') return card(link, plan);
  return media.length > 0 ? { kind: 'images', media: media.map(toWire) } : null;
}

/** Networks and clients do not look at the page for us: what the card says must be told. */
function card(uri: string, plan: PublishPlan): EmbedWire {
  const title = textOption(plan, 'cardTitle') ?? plan.title ?? hostOf(uri);
  return {
    kind: 'card',
    uri,
    title,
    description: textOption(plan, 'cardDescription') ?? '',
    media: plan.media.map(toWire),
  };
}

function toWire({ mediaId, altText, width, height, bytes }: PlannedMedia): MediumWire {
  return { mediaId, alt: altText ?? '', width, height, bytes };
}

function hostOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).host : uri;
}

function textOption(plan: PublishPlan, name: string): string | undefined {
  const value = plan.options[name];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function listOption(plan: PublishPlan, name: string): string[] {
  const value: Json | undefined = plan.options[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

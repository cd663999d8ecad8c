import type { Difference, Json } from '../../contract.js';
import { differing } from '../../differences.js';
import { at, textAt } from '../../http/answers.js';
import type { CommentWire, PostWire } from './format.js';
import type { LinkedInState } from './state.js';

/** Clocks differ, and LinkedIn's counts. */
const SKEW = 2 * 60_000;

/** Not before this may something be ours; milliseconds since 1970. */
export function earliest({ createdAt }: LinkedInState): number {
  return new Date(createdAt).getTime() - SKEW;
}

/** When a post or comment came into being; NaN when it does not say. */
export function timeOf(value: Json | undefined): number {
  return Number(at(value, 'publishedAt') ?? at(value, 'createdAt') ?? at(value, 'created', 'time') ?? NaN);
}

/** What of a post differs from what was sent, by name. */
export function postDifferences(post: Json | undefined, wire: PostWire, urns: readonly string[]): Difference[] {
  const content = at(post, 'content');
  return differing({
    text: canonicalText(textAt(post, 'commentary') ?? '') === canonicalText(wire.commentary),
    media: JSON.stringify(mediaOf(content).map(({ id }) => id)) === JSON.stringify(urns),
    link: (textAt(content, 'article', 'source') ?? null) === (wire.article?.source ?? null),
    poll: pollOf(content) === (wire.poll ? [wire.poll.question, ...wire.poll.options].join('\n') : null),
  });
}

/** Whether it may be ours: the media are known by URNs of our own, the rest by what a reader sees. */
export function isOurPost(post: Json, state: LinkedInState, author: string): boolean {
  const isSame = postDifferences(post, state.wire as PostWire, urnsOf(state)).length === 0;
  return isSame && textAt(post, 'author') === author && timeOf(post) >= earliest(state);
}

export function isOurComment(comment: Json, state: LinkedInState, author: string): boolean {
  const isSame = isSaid(comment, state.wire as CommentWire) && textAt(comment, 'actor') === author;
  return isSame && timeOf(comment) >= earliest(state);
}

export function isSaid(comment: Json | undefined, wire: CommentWire): boolean {
  return spaced(textAt(comment, 'message', 'text') ?? '') === spaced(wire.comment);
}

/** The media's URNs, in the order of the post. */
export function urnsOf({ uploads }: LinkedInState): string[] {
  return uploads.flatMap(({ urn }) => urn ?? []);
}

/** The media of a post's content, with what describes them. */
export function mediaOf(content: Json | undefined): { id: string; altText: string | null }[] {
  const several = at(content, 'multiImage', 'images');
  const one = at(content, 'media');
  const all = Array.isArray(several) ? several : one === undefined ? [] : [one];
  return all.map((value) => ({ id: textAt(value, 'id') ?? '', altText: textAt(value, 'altText') || null }));
}

function pollOf(content: Json | undefined): string | null {
  const question = textAt(content, 'poll', 'question');
  const options = at(content, 'poll', 'options');
  if (question === undefined) return null;
  return [question, ...(Array.isArray(options) ? options.map((option) => textAt(option, 'text') ?? '') : [])].join(
    '\n',
  );
}

/**
 * Little text as a reader sees it: LinkedIn gives hashtags back as templates, `{hashtag|\#|bread}`, and may escape more
 * than we did.
 */
export function canonicalText(commentary: string): string {
  const plain = commentary.replace(/\{hashtag\|\\?#\|([^}]*)\}/gu, '#$1').replace(/\\([\\|{}@[\]()<>#*_~])/gu, '$1');
  return spaced(plain);
}

function spaced(text: string): string {
  return text.normalize().replace(/\s+/gu, ' ').trim();
}

/** A comment's URN names what it stands below and its own number. */
export function readCommentUrn(urn: string): { on: string; id: string } | null {
  const [, on, id] = /^urn:li:comment:\((urn:li:\w+:\w+),(\w+)\)$/.exec(urn) ?? [];
  return on === undefined || id === undefined ? null : { on, id };
}

export function postUrl(urn: string): string {
  return `https://www.linkedin.com/feed/update/${urn}/`;
}

export function commentUrl(urn: string): string {
  const on = readCommentUrn(urn)?.on ?? '';
  return `${postUrl(on)}?commentUrn=${encodeURIComponent(urn)}`;
}

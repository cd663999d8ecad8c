import type {
  AdapterError,
  AdapterIo,
  Json,
  JsonObject,
  PublishState,
  Remote,
  StepEffect,
  StepResult,
} from '../../contract.js';
import { textAt } from '../../http/answers.js';
import { api, failed, numberAt, unread } from './api.js';
import { contentOf, lineOf } from './html.js';
import { isComment, type PostState, readState } from './state.js';
import { secondSlugOf } from './slug.js';

const FIELDS = 'id,slug,status,link';
/** Everything but the bin. */
const ANYWHERE = 'publish,future,draft,pending,private';

/** An article as the site lists it. */
export interface Article {
  id: number;
  slug: string;
  status: string;
  link: string | null;
}

/** Finds the article by its name, or writes it as a draft, which no reader sees. */
export async function settleDraft(state: PublishState, io: AdapterIo): Promise<StepResult> {
  const own = readPost(state);
  const found = await findBySlug(own.slug, io);
  if ('kind' in found) return found;
  if (found.article) return withArticle(state, found.article.id);
  const made = await createDraft(own, io);
  return 'kind' in made ? made : withArticle(state, made.id);
}

/**
 * Removes the second draft of a call that was thought lost and came through after all: it bears the name with `-2`.
 * When ours is the second one, the first is taken.
 */
export async function sweepDrafts(state: PublishState, io: AdapterIo): Promise<StepResult> {
  const own = readPost(state);
  const [first, second] = [await findBySlug(own.slug, io), await findBySlug(secondSlugOf(own.slug), io)];
  if ('kind' in first) return first;
  if ('kind' in second) return second;
  const stray = first.article ? second.article : null;
  if (stray?.status === 'draft') {
    const query = { force: 'true', _fields: 'deleted' };
    const path = `/wp/v2/posts/${stray.id}`;
    const answer = await api({ method: 'DELETE', path, query, effect: 'harmless' }, io);
    if (answer.kind === 'refused' && answer.name !== 'rest_post_invalid_id') return failed(answer);
  }
  return { kind: 'advanced', state: { ...state, postId: first.article?.id ?? own.postId, swept: true } };
}

/** Gives the draft its place: by its number, so that a second time changes nothing. */
export async function publishDraft(state: PublishState, io: AdapterIo): Promise<StepResult> {
  const own = readPost(state);
  const there = await readArticle(own.postId ?? 0, 'guarded', io);
  if ('kind' in there) return there;
  if (there.status === own.wire.status) return done(state, there);
  if (there.status === 'trash') return { kind: 'failed', error: draftGone() };
  const path = `/wp/v2/posts/${there.id}`;
  // Without a date of its own, a draft that somebody dated ahead would wait as `future`.
  const json = { status: own.wire.status, date: null };
  const answer = await api({ method: 'POST', path, query: { _fields: FIELDS }, json, effect: 'guarded' }, io);
  if (answer.kind === 'refused') return failed(answer);
  const article = articleFrom(answer.json);
  if (!article) return unread('guarded');
  return article.status === own.wire.status ? done(state, article) : { kind: 'failed', error: otherStatus(article) };
}

type Failure = Extract<StepResult, { kind: 'failed' }>;

/** The article of this name, the oldest where there are several; null: there is none outside the bin. */
export async function findBySlug(slug: string, io: AdapterIo): Promise<{ article: Article | null } | Failure> {
  const query = { slug, status: ANYWHERE, context: 'edit', orderby: 'id', order: 'asc', _fields: FIELDS };
  const answer = await api({ method: 'GET', path: '/wp/v2/posts', query, effect: 'none' }, io);
  if (answer.kind === 'refused') return failed(answer);
  if (!Array.isArray(answer.json)) return unread('none');
  if (answer.json.length === 0) return { article: null };
  const article = articleFrom(answer.json[0]);
  return article ? { article } : unread('none');
}

async function createDraft(state: PostState, io: AdapterIo): Promise<Article | Failure> {
  const json = { ...articleJson(state), slug: state.slug, status: 'draft' };
  const query = { _fields: FIELDS };
  const answer = await api({ method: 'POST', path: '/wp/v2/posts', query, json, effect: 'harmless' }, io);
  if (answer.kind === 'refused') return failed(answer);
  return articleFrom(answer.json) ?? unread('harmless');
}

async function readArticle(id: number, effect: StepEffect, io: AdapterIo): Promise<Article | Failure> {
  const query = { context: 'edit', _fields: FIELDS };
  const answer = await api({ method: 'GET', path: `/wp/v2/posts/${id}`, query, effect }, io);
  if (answer.kind === 'refused') return failed(answer);
  return articleFrom(answer.json) ?? unread(effect);
}

/** What the article is made of; the featured image does not stand in the text a second time. */
export function articleJson(state: PostState): JsonObject {
  const { wire, terms } = state;
  const featured = featuredOf(state);
  const media = wire.media.flatMap(({ alt, isVideo }, index) => {
    const kept = state.media[index];
    return kept && kept.id !== featured ? [{ ...kept, alt, isVideo }] : [];
  });
  return {
    title: lineOf(wire.title),
    content: contentOf(wire.text, wire.link, media),
    ...(wire.excerpt === null ? {} : { excerpt: lineOf(wire.excerpt) }),
    ...(featured === null ? {} : { featured_media: featured }),
    ...(wire.categories.length > 0 ? { categories: Object.values(terms.categories) } : {}),
    ...(wire.tags.length > 0 ? { tags: Object.values(terms.tags) } : {}),
    ...(wire.comments === null ? {} : { comment_status: wire.comments }),
  };
}

export function featuredOf({ wire, media }: PostState): number | null {
  const index = wire.featuredImage ? wire.media.findIndex(({ isVideo }) => !isVideo) : -1;
  return media[index]?.id ?? null;
}

function articleFrom(json: Json | undefined): Article | null {
  const [id, slug, status] = [numberAt(json, 'id'), textAt(json, 'slug'), textAt(json, 'status')];
  if (id === undefined || slug === undefined || status === undefined) return null;
  return { id, slug, status, link: textAt(json, 'link') ?? null };
}

function withArticle(state: PublishState, postId: number): StepResult {
  return { kind: 'advanced', state: { ...state, postId } };
}

function done(state: PublishState, article: Article): StepResult {
  const remote = remoteOf(article);
  return { kind: 'done', state: { ...state, remote: { ...remote } }, remote };
}

export function remoteOf({ id, link }: Article): Remote {
  return { id: String(id), url: link };
}

export function readPost(state: PublishState): PostState {
  const own = readState(state);
  if (isComment(own)) throw new Error('a comment is no article');
  return own;
}

function draftGone(): AdapterError {
  const detail = 'The draft lies in the bin of the site.';
  return { class: 'permanent', code: 'wordpress.draft_gone', phase: 'answered', detail };
}

/** A plugin or a person decides otherwise; what the site made of it must be looked at. */
function otherStatus({ status }: Article): AdapterError {
  const told = { networkCode: status.slice(0, 200), detail: 'The site gave the post another status than asked.' };
  return { class: 'permanent', code: 'wordpress.other_status', phase: 'answered', ...told };
}

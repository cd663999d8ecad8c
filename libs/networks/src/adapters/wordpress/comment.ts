import type { AdapterError, AdapterIo, Json, PublishState, Remote, StepResult } from '../../contract.js';
import { textAt } from '../../http/answers.js';
import { sameAddress } from '../../http/same-address.js';
import { escapeHtml } from '../../shaping/html-text.js';
import { api, failed, numberAt, siteOf, unread } from './api.js';
import { findBySlug } from './article.js';
import { sameWords } from './html.js';
import { type CommentState, isComment, readState } from './state.js';

const FIELDS = 'id,author,content,link';

/** Writes the comment unless it stands there: the site itself refuses the same words of one author a second time. */
export async function writeComment(state: PublishState, io: AdapterIo): Promise<StepResult> {
  const own = readComment(state);
  const post = await postOf(own.post, io);
  if (typeof post !== 'number') return post;
  const there = await findComment(post, own, io);
  if ('kind' in there) return there;
  if (there.remote) return done(state, there.remote);
  const json = { post, content: escapeHtml(own.wire.text) };
  const query = { _fields: FIELDS };
  const answer = await api({ method: 'POST', path: '/wp/v2/comments', query, json, effect: 'guarded' }, io);
  if (answer.kind === 'ok') {
    const remote = remoteFrom(answer.json);
    return remote ? done(state, remote) : unread('guarded');
  }
  // It waits for approval, where only moderators see it: it is there all the same.
  if (answer.name === 'comment_duplicate') return done(state, { id: `comment-of-${post}`, url: null });
  return failed(answer);
}

type Failure = Extract<StepResult, { kind: 'failed' }>;

/** The comment as the site shows it, by its words and its author; null: it is not among the hundred newest. */
export async function findComment(
  post: number,
  { wire }: CommentState,
  io: AdapterIo,
): Promise<{ remote: Remote | null } | Failure> {
  const author = await ownNumber(io);
  if (typeof author !== 'number') return author;
  const query = { post: String(post), per_page: '100', order: 'desc', _fields: FIELDS };
  const answer = await api({ method: 'GET', path: '/wp/v2/comments', query, effect: 'none' }, io);
  if (answer.kind === 'refused') return failed(answer);
  if (!Array.isArray(answer.json)) return unread('none');
  const words = escapeHtml(wire.text);
  const same = answer.json
    .filter((one) => numberAt(one, 'author') === author)
    .find((one) => sameWords(textAt(one, 'content', 'rendered') ?? '', words));
  return { remote: same === undefined ? null : remoteFrom(same) };
}

/** Of the user whose application password this is: a reader may have written the same words. */
async function ownNumber(io: AdapterIo): Promise<number | Failure> {
  const query = { _fields: 'id' };
  const answer = await api({ method: 'GET', path: '/wp/v2/users/me', query, effect: 'none' }, io);
  if (answer.kind === 'refused') return failed(answer);
  return numberAt(answer.json, 'id') ?? unread('none');
}

/** The number of the article: as we know it, or by an address that a person pasted, which ends with its name or number. */
export async function postOf(post: string, io: AdapterIo): Promise<number | Failure> {
  if (/^\d+$/.test(post)) return Number(post);
  const address = URL.canParse(post) ? new URL(post) : null;
  const number = address?.searchParams.get('p') ?? '';
  if (/^\d+$/.test(number) && isOnSite(post, io)) return Number(number);
  const slug = address?.pathname.split('/').findLast(Boolean);
  const found = slug === undefined ? { article: null } : await findBySlug(slug, io);
  if ('kind' in found) return found;
  const { article } = found;
  // Another site's address may end like one of ours, and so may that of a list.
  const isThis = article !== null && sameAddress(article.link ?? '', post);
  return isThis ? article.id : { kind: 'failed', error: parentUnknown() };
}

function isOnSite(address: string, io: AdapterIo): boolean {
  const [site, other] = [siteOf(io) ?? '', address].map((text) => URL.canParse(text) && new URL(text).host);
  return site !== false && site === other;
}

function parentUnknown(): AdapterError {
  const detail = 'The article is not on the site, or its address is not known.';
  return { class: 'permanent', code: 'wordpress.parent_unknown', phase: 'answered', detail };
}

function remoteFrom(json: Json): Remote | null {
  const id = numberAt(json, 'id');
  return id === undefined ? null : { id: `comment-${id}`, url: textAt(json, 'link') ?? null };
}

function done(state: PublishState, remote: Remote): StepResult {
  return { kind: 'done', state: { ...state, remote: { ...remote } }, remote };
}

export function readComment(state: PublishState): CommentState {
  const own = readState(state);
  if (!isComment(own)) throw new Error('an article is no comment');
  return own;
}

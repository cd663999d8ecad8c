import type {
  AdapterIo,
  Difference,
  Json,
  JsonObject,
  NetworkAdapter,
  PublishState,
  ReconcileResult,
  Remote,
  RemoveResult,
  Step,
  StepResult,
  VerifyResult,
} from '../../contract.js';
import { differing, verdict } from '../../differences.js';
import { at, textAt } from '../../http/answers.js';
import { escapeHtml } from '../../shaping/html-text.js';
import { check } from './account.js';
import { api, failed, numberAt } from './api.js';
import { articleJson, featuredOf, findBySlug, publishDraft, remoteOf, settleDraft, sweepDrafts } from './article.js';
import { findComment, postOf, writeComment } from './comment.js';
import { renderWordPressPost } from './format.js';
import { sameWords } from './html.js';
import { manifest } from './manifest.js';
import { settleMedium } from './media.js';
import {
  articleName,
  type CommentState,
  isComment,
  type PostState,
  prepareState,
  readState,
  unknownTerm,
} from './state.js';
import { settleTerm } from './terms.js';
import { validateWordPress } from './validate.js';

const TERM: Step = { id: 'term', kind: 'create', effect: 'harmless' };
const MEDIUM: Step = { id: 'medium', kind: 'upload', effect: 'harmless' };
const DRAFT: Step = { id: 'draft', kind: 'create', effect: 'harmless' };
const SWEEP: Step = { id: 'sweep', kind: 'finalize', effect: 'harmless' };
// By the number of the draft, after a look: it can only be published once.
const PUBLISH: Step = { id: 'publish', kind: 'finalize', effect: 'guarded' };
// WordPress refuses the same words of one author under one post (`comment_duplicate`).
const COMMENT: Step = { id: 'comment', kind: 'create', effect: 'guarded' };

export const wordpressAdapter: NetworkAdapter = {
  manifest,
  validate: validateWordPress,
  render: renderWordPressPost,
  prepare: prepareState,
  nextStep,
  run,
  reconcile,
  verify,
  remove,
  check,
};

function nextStep(stored: PublishState): Step | null {
  const state = readState(stored);
  if (state.remote) return null;
  if (isComment(state)) return COMMENT;
  if (unknownTerm(state)) return TERM;
  if (state.media.length < state.wire.media.length) return MEDIUM;
  if (state.postId === null) return DRAFT;
  return state.swept ? PUBLISH : SWEEP;
}

function run(step: Step, state: PublishState, io: AdapterIo): Promise<StepResult> {
  switch (step.id) {
    case TERM.id:
      return settleTerm(state, io);
    case MEDIUM.id:
      return settleMedium(state, io);
    case DRAFT.id:
      return settleDraft(state, io);
    case SWEEP.id:
      return sweepDrafts(state, io);
    case COMMENT.id:
      return writeComment(state, io);
    default:
      return publishDraft(state, io);
  }
}

async function reconcile(stored: PublishState, io: AdapterIo): Promise<ReconcileResult> {
  const state = readState(stored);
  const remote = await (isComment(state) ? lookForComment(state, io) : lookForArticle(state, io));
  if (remote === null) return { kind: 'absent', certainty: isComment(state) ? 'likely' : 'certain' };
  return 'kind' in remote ? remote : { kind: 'found', remote, state: { ...stored, remote: { ...remote } } };
}

type Failure = Extract<StepResult, { kind: 'failed' }>;

/** A draft is not out yet. */
async function lookForArticle({ slug, wire }: PostState, io: AdapterIo): Promise<Remote | null | Failure> {
  const found = await findBySlug(slug, io);
  if ('kind' in found) return found;
  return found.article?.status === wire.status ? remoteOf(found.article) : null;
}

async function lookForComment(state: CommentState, io: AdapterIo): Promise<Remote | null | Failure> {
  const post = await postOf(state.post, io);
  if (typeof post !== 'number') return post;
  const found = await findComment(post, state, io);
  return 'kind' in found ? found : found.remote;
}

async function verify(remote: Remote, stored: PublishState, io: AdapterIo): Promise<VerifyResult> {
  const state = readState(stored);
  const [path, context] = isComment(state) ? [commentPath(remote), 'view'] : [`/wp/v2/posts/${remote.id}`, 'edit'];
  if (path === null) return { kind: 'faithful' };
  const answer = await api({ method: 'GET', path, query: { context }, effect: 'none' }, io);
  const gone = answer.kind === 'refused' && (answer.error.httpStatus === 404 || answer.error.httpStatus === 410);
  if (gone) return verdict(['missing']);
  // A look that fails says nothing against the post.
  if (answer.kind === 'refused') return { kind: 'faithful' };
  return verdict(isComment(state) ? commentDifferences(state, answer.json) : differencesOf(state, answer.json));
}

function differencesOf(state: PostState, there: Json): Difference[] {
  if (textAt(there, 'status') === 'trash') return ['missing'];
  const sent = articleJson(state);
  return differing({
    title: keeps(there, sent, 'title'),
    text: keeps(there, sent, 'content'),
    // A site makes an excerpt of its own where none is asked for.
    excerpt: state.wire.excerpt === null || keeps(there, sent, 'excerpt'),
    status: textAt(there, 'status') === state.wire.status,
    media: showsMedia(state, there),
    categories: holdsAll(at(there, 'categories'), at(sent, 'categories')),
    tags: holdsAll(at(there, 'tags'), at(sent, 'tags')),
  });
}

function keeps(there: Json, sent: JsonObject, name: 'title' | 'content' | 'excerpt'): boolean {
  return sameWords(textAt(there, name, 'raw') ?? '', textAt(sent, name) ?? '');
}

function showsMedia(state: PostState, there: Json): boolean {
  const featured = featuredOf(state);
  const content = textAt(there, 'content', 'raw') ?? '';
  const inside = state.media.filter(({ id }) => id !== featured);
  return (
    (numberAt(there, 'featured_media') ?? 0) === (featured ?? 0) && inside.every(({ url }) => content.includes(url))
  );
}

/** A site may add its own; what was asked for must be there. */
function holdsAll(there: Json | undefined, asked: Json | undefined): boolean {
  return !Array.isArray(asked) || (Array.isArray(there) && asked.every((id) => there.includes(id)));
}

function commentDifferences({ wire }: CommentState, there: Json): Difference[] {
  return sameWords(textAt(there, 'content', 'rendered') ?? '', escapeHtml(wire.text)) ? [] : ['text'];
}

/** Into the bin of the site, from where a person can take it back. */
async function remove(remote: Remote, io: AdapterIo): Promise<RemoveResult> {
  const path = commentPath(remote) ?? (await postPath(remote, io));
  if (typeof path !== 'string') return path;
  const answer = await api({ method: 'DELETE', path, query: { _fields: 'id' }, effect: 'guarded' }, io);
  if (answer.kind === 'ok') return { kind: 'removed' };
  return GONE.includes(answer.name ?? '') ? { kind: 'already_gone' } : failed(answer);
}

async function postPath(remote: Remote, io: AdapterIo): Promise<string | Failure> {
  const post = await postOf(articleName(remote), io);
  return typeof post === 'number' ? `/wp/v2/posts/${post}` : post;
}

const GONE: readonly string[] = ['rest_already_trashed', 'rest_post_invalid_id', 'rest_comment_invalid_id'];

function commentPath({ id }: Remote): string | null {
  const number = /^comment-(\d+)$/.exec(id)?.[1];
  return number === undefined ? null : `/wp/v2/comments/${number}`;
}

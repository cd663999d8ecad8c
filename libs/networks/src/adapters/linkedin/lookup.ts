import type {
  AdapterError,
  AdapterIo,
  Difference,
  Json,
  PublishState,
  ReconcileResult,
  Remote,
  RemoveResult,
  VerifyResult,
} from '../../contract.js';
import { differing, verdict } from '../../differences.js';
import { at, textAt, unreadable } from '../../http/answers.js';
import { type Author, readAuthor } from './account.js';
import { postUrn } from './address.js';
import { callLinkedIn, type LinkedInAnswer, type LinkedInCall } from './api.js';
import type { CommentWire, PostWire } from './format.js';
import {
  commentUrl,
  earliest,
  isOurComment,
  isOurPost,
  isSaid,
  mediaOf,
  postDifferences,
  postUrl,
  readCommentUrn,
  timeOf,
  urnsOf,
} from './posts.js';
import { type LinkedInState, readState } from './state.js';

/** Posts or comments one look may answer with. */
const MOST_FOUND = 50;
const MOST_BYTES = 1024 * 1024;

/** Looks among what the author has published since. Lists lag behind, so that absence is never certain. */
export async function reconcileLinkedIn(state: PublishState, io: AdapterIo): Promise<ReconcileResult> {
  const author = readAuthor(io.account.credentials);
  if ('class' in author) return { kind: 'failed', error: author };
  const read = readState(state);
  const answer = await callLinkedIn(io, 'none', listCall(read, author));
  if (answer.kind === 'failed') return unlisted(answer.error);
  const elements = at(answer.body, 'elements');
  if (!Array.isArray(elements)) return { kind: 'failed', error: unreadable('linkedin', 'none', answer.answer.status) };
  const remote = elements.flatMap((element) => ourRemote(element, read, author) ?? [])[0];
  if (remote) return { kind: 'found', remote, state: { ...state, remote } };
  const isWhole = elements.length < MOST_FOUND || elements.some((element) => timeOf(element) < earliest(read));
  if (isWhole) return { kind: 'absent', certainty: 'likely' };
  return { kind: 'undecidable', reason: `More than ${MOST_FOUND} have been published there since.` };
}

/** Apps may not read what members publish, unless LinkedIn has granted them the closed r_member_social. */
function unlisted(error: AdapterError): ReconcileResult {
  if (error.code !== 'linkedin.not_permitted') return { kind: 'failed', error };
  return { kind: 'undecidable', reason: 'LinkedIn does not let this token read what the author has published.' };
}

function listCall({ on }: LinkedInState, { urn }: Author): LinkedInCall {
  const common = { method: 'GET', maxAnswerBytes: MOST_BYTES } as const;
  if (on !== null)
    return { ...common, path: `/rest/socialActions/${encodeURIComponent(on)}/comments?start=0&count=${MOST_FOUND}` };
  const path = `/rest/posts?q=author&author=${encodeURIComponent(urn)}&count=${MOST_FOUND}&sortBy=CREATED`;
  return { ...common, path, headers: { 'x-restli-method': 'FINDER' } };
}

function ourRemote(element: Json, state: LinkedInState, { urn }: Author): { id: string; url: string } | null {
  const isComment = state.on !== null;
  const isOurs = isComment ? isOurComment(element, state, urn) : isOurPost(element, state, urn);
  const id = isComment ? commentUrnOf(element) : textAt(element, 'id');
  if (!isOurs || id === undefined) return null;
  return { id, url: isComment ? commentUrl(id) : postUrl(id) };
}

export function commentUrnOf(comment: Json | undefined): string | undefined {
  return textAt(comment, 'commentUrn') ?? textAt(comment, '$URN');
}

/** What stands behind a URN, or that nothing does. */
async function read(urn: string, io: AdapterIo): Promise<LinkedInAnswer> {
  const comment = readCommentUrn(urn);
  const path = comment
    ? `/rest/socialActions/${encodeURIComponent(comment.on)}/comments/${encodeURIComponent(comment.id)}`
    : `/rest/posts/${encodeURIComponent(urn)}?viewContext=AUTHOR`;
  return callLinkedIn(io, 'none', { method: 'GET', path, maxAnswerBytes: MOST_BYTES });
}

/** Reads it back. A look that fails, or is not allowed, proves nothing. */
export async function verifyLinkedIn(remote: Remote, state: PublishState, io: AdapterIo): Promise<VerifyResult> {
  const answer = await read(remote.id, io);
  if (answer.kind === 'failed') return verdict(answer.error.httpStatus === 404 ? ['missing'] : []);
  if (answer.body === undefined) return verdict([]);
  const current = readState(state);
  if (current.on !== null) return verdict(isSaid(answer.body, current.wire as CommentWire) ? [] : ['text']);
  return verdict(differencesOf(answer.body, current));
}

function differencesOf(post: Json, state: LinkedInState): Difference[] {
  const wire = state.wire as PostWire;
  const seen = mediaOf(at(post, 'content'));
  const isDescribed =
    seen.length === 0 ||
    wire.media.every(({ altText, mimeType }, index) => {
      return altText === null || mimeType.startsWith('video/') || seen[index]?.altText === altText;
    });
  return [
    ...postDifferences(post, wire, urnsOf(state)),
    ...differing({ alt_text: isDescribed, unpublished: textAt(post, 'lifecycleState') !== 'PUBLISH_FAILED' }),
  ];
}

export type Duplicate = 'ours' | 'not_ours' | 'unknown';

/** Whether the post that LinkedIn names as the first of two is the one we meant. A ghost that it no longer has is not. */
export async function judgeDuplicate(
  urn: string,
  state: LinkedInState,
  author: Author,
  io: AdapterIo,
): Promise<Duplicate> {
  const answer = await read(urn, io);
  if (answer.kind === 'failed') return answer.error.httpStatus === 404 ? 'not_ours' : 'unknown';
  if (answer.body === undefined) return 'unknown';
  return isOurPost(answer.body, state, author.urn) ? 'ours' : 'not_ours';
}

export const MESSAGE_UNKNOWN: AdapterError = {
  class: 'permanent',
  code: 'linkedin.message_unknown',
  phase: 'before_send',
  detail: 'Neither the URN of the post nor an address that holds it is known.',
};

/** LinkedIn says the same of what it deletes and of what was gone before: a look tells them apart. */
export async function removeLinkedIn(remote: Remote, io: AdapterIo): Promise<RemoveResult> {
  const author = readAuthor(io.account.credentials);
  if ('class' in author) return { kind: 'failed', error: author };
  const urn = postUrn(remote);
  if (urn === null || urn.startsWith('urn:li:activity:')) return { kind: 'failed', error: MESSAGE_UNKNOWN };
  const found = await read(urn, io);
  if (found.kind === 'failed' && found.error.httpStatus === 404) return { kind: 'already_gone' };
  const isUnread = found.kind === 'failed' && found.error.code !== 'linkedin.not_permitted';
  if (isUnread) return { kind: 'failed', error: found.error };
  const answer = await callLinkedIn(io, 'guarded', deleteCall(urn, author));
  if (answer.kind === 'failed')
    return answer.error.httpStatus === 404 ? { kind: 'already_gone' } : { kind: 'failed', error: answer.error };
  if (answer.answer.status === 204 || answer.answer.body === '') return { kind: 'removed' };
  return { kind: 'failed', error: unreadable('linkedin', 'guarded', answer.answer.status) };
}

function deleteCall(urn: string, author: Author): LinkedInCall {
  const comment = readCommentUrn(urn);
  const headers = { 'x-restli-method': 'DELETE' };
  if (!comment) return { method: 'DELETE', path: `/rest/posts/${encodeURIComponent(urn)}`, headers };
  const parent = `/rest/socialActions/${encodeURIComponent(comment.on)}/comments`;
  const actor = `actor=${encodeURIComponent(author.urn)}`;
  return { method: 'DELETE', path: `${parent}/${encodeURIComponent(comment.id)}?${actor}`, headers };
}

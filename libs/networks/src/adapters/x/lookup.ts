import type { AdapterError, AdapterIo, PublishState, ReconcileResult, Remote, VerifyResult } from '../../contract.js';
import { differing, verdict } from '../../differences.js';
import { at, textAt, unreadable } from '../../http/answers.js';
import { callX } from './api.js';
import { altTextsOf, differencesOf, earliest, isOurs, pollOptionsOf, POST_FIELDS, readPost } from './posts.js';
import { readState, type XState } from './state.js';

/** Posts a look may answer with; each is billed. */
const MOST_POSTS = 100;
const MOST_BYTES = 1024 * 1024;

export type Look =
  | { kind: 'found'; remote: { id: string; url: string } }
  | { kind: 'absent' | 'unread' }
  | { kind: 'failed'; error: AdapterError };

/** Looks for the post among those of the account since it was prepared. `unread`: there are more than one look shows. */
export async function findPost(state: XState, io: AdapterIo): Promise<Look> {
  const query = new URLSearchParams({
    start_time: earliest(state),
    max_results: String(MOST_POSTS),
    'tweet.fields': POST_FIELDS,
  });
  const path = `/2/users/${encodeURIComponent(io.account.credentials['userId'] ?? '')}/tweets?${query.toString()}`;
  const answer = await callX(io, 'none', { method: 'GET', path, maxAnswerBytes: MOST_BYTES });
  if (answer.kind === 'failed') return answer;
  // An empty timeline comes without `data`.
  const isList = at(answer.body, 'meta', 'result_count') !== undefined;
  if (!isList) return { kind: 'failed', error: unreadable('x', 'none', answer.status) };
  const data = at(answer.body, 'data');
  const posts = (Array.isArray(data) ? data : []).flatMap((value) => readPost(value) ?? []);
  const ours = posts.find((post) => isOurs(post, state));
  if (ours) return { kind: 'found', remote: toRemote(ours.id) };
  return { kind: at(answer.body, 'meta', 'next_token') === undefined ? 'absent' : 'unread' };
}

export function toRemote(id: string): { id: string; url: string } {
  return { id, url: `https://x.com/i/web/status/${id}` };
}

/** Timelines lag behind: what they do not show may still come, so absence is never certain. */
export async function reconcileX(state: PublishState, io: AdapterIo): Promise<ReconcileResult> {
  const look = await findPost(readState(state), io);
  switch (look.kind) {
    case 'found':
      return { ...look, state: { ...state, remote: look.remote } };
    case 'absent':
      return { kind: 'absent', certainty: 'likely' };
    case 'unread':
      return { kind: 'undecidable', reason: `The account has posted more than ${MOST_POSTS} times since.` };
    case 'failed':
      return look;
  }
}

const VERIFY_QUERY = new URLSearchParams({
  'tweet.fields': POST_FIELDS,
  expansions: 'attachments.media_keys,attachments.poll_ids',
  'media.fields': 'alt_text,type',
  'poll.fields': 'options',
}).toString();

/** Reads the post back. A look that fails proves nothing. */
export async function verifyX(remote: Remote, state: PublishState, io: AdapterIo): Promise<VerifyResult> {
  const path = `/2/tweets/${encodeURIComponent(remote.id)}?${VERIFY_QUERY}`;
  const answer = await callX(io, 'none', { method: 'GET', path, maxAnswerBytes: MOST_BYTES });
  if (answer.kind === 'failed') return verdict(answer.error.httpStatus === 404 ? ['missing'] : []);
  const seen = readPost(at(answer.body, 'data'));
  // What is gone is a partial error beside no data, under 200.
  if (!seen) return verdict(textAt(answer.body, 'errors', 0, 'title') === 'Not Found Error' ? ['missing'] : []);
  const { uploads, wire } = readState(state);
  const altTexts = altTextsOf(answer.body);
  const isDescribed = uploads.every(({ altText }, index) => altText === null || altTexts[index] === altText);
  const isAsked =
    wire.poll === null || !seen.poll || wire.poll.options.join('\n') === pollOptionsOf(answer.body).join('\n');
  return verdict([...differencesOf(seen, readState(state)), ...differing({ alt_text: isDescribed, poll: isAsked })]);
}

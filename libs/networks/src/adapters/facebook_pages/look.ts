import type { AdapterIo, Difference, JsonObject, ReconcileResult, Remote, VerifyResult } from '../../contract.js';
import { differing, verdict } from '../../differences.js';
import { at, textAt, unreadable } from '../../http/answers.js';
import { callGraph } from '../../graph/call.js';
import { canonical, type ListedPost, listIn, matching } from '../../graph/match.js';
import { addressIn, api, ATTACHMENTS, isBroken, isGone, mediaOf, pagePath } from './api.js';
import { MESSAGE_UNKNOWN, nameIn } from './address.js';
import type { FacebookState } from './state.js';

/** How far their clock may be behind ours, and a little more. */
const BEFORE = 5 * 60;

/** Looks for what was sent: a video by its id where that is known, anything else in the lists of the page. */
export async function reconcile(state: FacebookState, io: AdapterIo): Promise<ReconcileResult> {
  if (state.video !== null) return lookAtVideo(state, state.video, io);
  const isComment = state.wire.kind === 'first_comment';
  const listed = await (isComment ? listComments(state, io) : listPosts(state, io));
  if (listed.kind === 'failed') return listed;
  const { message, photos, video } = state.wire;
  const media = photos.length + (video === null ? 0 : 1);
  const sought = { text: message, media, parentId: null, createdAt: state.createdAt };
  return judged(matching(listed.posts, sought), state);
}

/** They took it, and only they can say that it came to nothing. */
async function lookAtVideo(state: FacebookState, id: string, io: AdapterIo): Promise<ReconcileResult> {
  const params = { fields: 'status,permalink_url' };
  const answer = await callGraph(api, io, { effect: 'none', method: 'GET', path: encodeURIComponent(id), params });
  if (answer.kind === 'failed') return { kind: 'failed', error: answer.error };
  const isLost = isBroken(textAt(answer.value, 'status', 'video_status'));
  return isLost ? { kind: 'absent', certainty: 'certain' } : found(state, { id, url: addressIn(answer.value) });
}

/** Lists may lag, so that none proves little; and two, or one without words, prove nothing. */
function judged(matches: readonly ListedPost[], state: FacebookState): ReconcileResult {
  const [only, ...others] = matches;
  if (!only) return { kind: 'absent', certainty: 'likely' };
  if (others.length > 0) return { kind: 'undecidable', reason: 'The page has several posts with this content.' };
  if (canonical(state.wire.message) === '')
    return { kind: 'undecidable', reason: 'The page has a post like this, without a text to know it by.' };
  return found(state, { id: only.id, url: only.url });
}

function found(state: FacebookState, remote: { id: string; url: string | null }): ReconcileResult {
  return { kind: 'found', remote, state: { ...state, remote } };
}

type Listing = { kind: 'ok'; posts: ListedPost[] } | Extract<ReconcileResult, { kind: 'failed' }>;

async function listPosts({ createdAt }: FacebookState, io: AdapterIo): Promise<Listing> {
  const since = String(Math.floor(Date.parse(createdAt) / 1000) - BEFORE);
  const params = { fields: `id,message,created_time,permalink_url,${ATTACHMENTS}`, since, limit: '100' };
  return list(`${pagePath(io)}/published_posts`, params, () => true, io);
}

/** The page's own comments. */
async function listComments({ target }: FacebookState, io: AdapterIo): Promise<Listing> {
  const on = nameIn(target ?? '', io);
  if (on === null) return { kind: 'failed', error: MESSAGE_UNKNOWN };
  const params = { fields: 'id,message,created_time,permalink_url,from', order: 'reverse_chronological', limit: '100' };
  const page = io.account.credentials['accountId'];
  return list(`${encodeURIComponent(on)}/comments`, params, (one) => textAt(one, 'from', 'id') === page, io);
}

async function list(
  path: string,
  params: Readonly<Record<string, string>>,
  isOurs: (one: JsonObject) => boolean,
  io: AdapterIo,
): Promise<Listing> {
  const answer = await callGraph(api, io, { effect: 'none', method: 'GET', path, params });
  if (answer.kind === 'failed') return { kind: 'failed', error: answer.error };
  const nodes = listIn(answer.value);
  if (!nodes) return { kind: 'failed', error: unreadable(api.prefix, 'none', 200) };
  return { kind: 'ok', posts: nodes.filter(isOurs).flatMap(listed) };
}

/** A video goes by its own id, as when it is made. */
function listed(node: JsonObject): ListedPost[] {
  const media = mediaOf(node);
  const [first] = media;
  const id = (first?.kind === 'video' ? first.id : null) ?? textAt(node, 'id');
  if (id === undefined) return [];
  const time = Date.parse(textAt(node, 'created_time') ?? '');
  const text = textAt(node, 'message') ?? '';
  return [{ id, url: addressIn(node), text, time, media: media.length, parentId: null }];
}

/** Reads the post back. A network that cannot be asked now proves nothing against it. */
export async function verify(remote: Remote, state: FacebookState, io: AdapterIo): Promise<VerifyResult> {
  const { kind, video, photos } = state.wire;
  const fields = video === null ? (kind === 'post' ? `message,${ATTACHMENTS}` : 'message') : 'description';
  const path = encodeURIComponent(remote.id);
  const answer = await callGraph(api, io, { effect: 'none', method: 'GET', path, params: { fields } });
  if (answer.kind === 'failed') return verdict(answer.told && isGone(answer.told) ? ['missing'] : []);
  const text = textAt(answer.value, video === null ? 'message' : 'description') ?? '';
  return verdict([
    ...differing({
      text: canonical(text) === canonical(state.wire.message),
      media: video !== null || mediaOf(answer.value).length === photos.length,
    }),
    ...(await altTextsDiffer(state, io)),
  ]);
}

/** Whether a photo has lost its alternative text, as far as they tell: one call for all of them. */
async function altTextsDiffer({ wire, photos }: FacebookState, io: AdapterIo): Promise<Difference[]> {
  const described = photos.filter((_id, index) => wire.photos[index]?.altText);
  if (described.length === 0) return [];
  const params = { ids: described.join(','), fields: 'alt_text_custom' };
  const answer = await callGraph(api, io, { effect: 'none', method: 'GET', path: '', params });
  if (answer.kind === 'failed') return [];
  const { value } = answer;
  const same = photos.every((id, index) => {
    const altText = wire.photos[index]?.altText;
    return !altText || at(value, id, 'alt_text_custom') === altText;
  });
  return same ? [] : ['alt_text'];
}

import type {
  AdapterError,
  AdapterIo,
  Difference,
  Json,
  PublishState,
  ReconcileResult,
  Remote,
  VerifyResult,
} from '../../contract.js';
import { differing, verdict } from '../../differences.js';
import { at, textAt, unreadable } from '../../http/answers.js';
import { callYouTube, type YouTubeAnswer } from './api.js';
import type { CommentWire, VideoWire } from './format.js';
import { isSince, readState, type YouTubeState } from './state.js';

const MOST_BYTES = 1024 * 1024;
/** Uploads and comments one look answers with. */
const RECENT = '50';

/** A list of the API, by its resource and query. */
export async function list(io: AdapterIo, resource: string, query: Record<string, string>): Promise<Listed> {
  const url = `/youtube/v3/${resource}?${new URLSearchParams(query).toString()}`;
  const answer = await callYouTube(io, 'none', { method: 'GET', url, maxAnswerBytes: MOST_BYTES });
  return answer.kind === 'failed' ? answer : listed(answer);
}

export type Listed = { kind: 'items'; items: Json[] } | { kind: 'failed'; error: AdapterError };

function listed({ answer, body }: Extract<YouTubeAnswer, { kind: 'ok' }>): Listed {
  const items = at(body, 'items');
  if (Array.isArray(items)) return { kind: 'items', items };
  // Some lists leave `items` out when there are none.
  const isList = textAt(body, 'kind')?.endsWith('ListResponse') === true;
  return isList
    ? { kind: 'items', items: [] }
    : { kind: 'failed', error: unreadable('youtube', 'none', answer.status) };
}

export type Found = { kind: 'found'; id: string } | { kind: 'absent' } | { kind: 'failed'; error: AdapterError };

/** The video that an upload has become, when nobody said so: by title, description and size, and no older than it. */
export async function findUpload(state: YouTubeState, io: AdapterIo): Promise<Found> {
  const channels = await list(io, 'channels', {
    part: 'contentDetails',
    id: io.account.credentials['channelId'] ?? '',
  });
  if (channels.kind === 'failed') return channels;
  const playlistId = textAt(channels.items[0], 'contentDetails', 'relatedPlaylists', 'uploads') ?? '';
  const uploads = await list(io, 'playlistItems', { part: 'snippet', playlistId, maxResults: RECENT });
  if (uploads.kind === 'failed') return uploads;
  const recent = uploads.items.filter((item) => isSince(textAt(item, 'snippet', 'publishedAt'), state));
  const ids = recent.flatMap((item) => textAt(item, 'snippet', 'resourceId', 'videoId') ?? []);
  if (ids.length === 0) return { kind: 'absent' };
  const videos = await list(io, 'videos', { part: 'snippet,fileDetails', id: ids.join(',') });
  if (videos.kind === 'failed') return videos;
  const id = textAt(
    videos.items.find((video) => isOurVideo(video, state)),
    'id',
  );
  return id === undefined ? { kind: 'absent' } : { kind: 'found', id };
}

function isOurVideo(video: Json, { wire, total }: YouTubeState): boolean {
  const { title, description } = wire as VideoWire;
  const size = textAt(video, 'fileDetails', 'fileSize');
  const isSame = textAt(video, 'snippet', 'title') === title && said(video) === description;
  return isSame && (size === undefined || size === String(total));
}

function said(video: Json | undefined): string {
  return (textAt(video, 'snippet', 'description') ?? '').replaceAll('\r\n', '\n').trim();
}

/** A video's steps are repeated instead; a comment is looked for below its video. */
export async function reconcileYouTube(state: PublishState, io: AdapterIo): Promise<ReconcileResult> {
  const current = readState(state);
  const { on, wire } = current;
  if (on === null)
    return { kind: 'undecidable', reason: 'Nothing of a video is in doubt: its session is asked instead.' };
  const query = { part: 'snippet', videoId: on, order: 'time', textFormat: 'plainText', maxResults: '100' };
  const threads = await list(io, 'commentThreads', query);
  if (threads.kind === 'failed') return threads;
  const ours = threads.items.find((thread) => {
    const comment = at(thread, 'snippet', 'topLevelComment', 'snippet');
    const isByUs = textAt(comment, 'authorChannelId', 'value') === io.account.credentials['channelId'];
    return isByUs && isSaid(comment, wire as CommentWire) && isSince(textAt(comment, 'publishedAt'), current);
  });
  const id = textAt(ours, 'id');
  // New comments take a while to be listed.
  if (id === undefined) return { kind: 'absent', certainty: 'likely' };
  const remote = { id, url: commentUrl(on, id) };
  return { kind: 'found', remote, state: { ...state, remote } };
}

function isSaid(comment: Json | undefined, { comment: text }: CommentWire): boolean {
  const spaced = (value: string): string => value.replace(/\s+/gu, ' ').trim();
  return spaced(textAt(comment, 'textOriginal') ?? textAt(comment, 'textDisplay') ?? '') === spaced(text);
}

export function videoUrl(id: string): string {
  return `https://www.youtube.com/watch?v=${id}`;
}

export function commentUrl(videoId: string, id: string): string {
  return `${videoUrl(videoId)}&lc=${id}`;
}

/** Reads it back. A look that fails proves nothing. */
export async function verifyYouTube(remote: Remote, state: PublishState, io: AdapterIo): Promise<VerifyResult> {
  const { on, wire } = readState(state);
  if (on !== null) {
    const comments = await list(io, 'comments', { part: 'snippet', id: remote.id, textFormat: 'plainText' });
    return verdictOn(comments, ([comment]) => (isSaid(at(comment, 'snippet'), wire as CommentWire) ? [] : ['text']));
  }
  const videos = await list(io, 'videos', { part: 'snippet,status', id: remote.id });
  return verdictOn(videos, ([video]) => differencesOf(video, wire as VideoWire));
}

function verdictOn(found: Listed, differencesIn: (items: Json[]) => Difference[]): VerifyResult {
  if (found.kind === 'failed') return { kind: 'faithful' };
  return verdict(found.items.length === 0 ? ['missing'] : differencesIn(found.items));
}

/** An app that Google has not audited makes private videos only, whatever it asks for. */
function differencesOf(video: Json | undefined, wire: VideoWire): Difference[] {
  const tags = at(video, 'snippet', 'tags');
  const uploaded = textAt(video, 'status', 'uploadStatus');
  return differing({
    title: textAt(video, 'snippet', 'title') === wire.title,
    text: said(video) === wire.description,
    tags: JSON.stringify(Array.isArray(tags) ? tags : []) === JSON.stringify(wire.tags),
    privacy: textAt(video, 'status', 'privacyStatus') === wire.privacy,
    made_for_kids: at(video, 'status', 'selfDeclaredMadeForKids') === wire.madeForKids,
    media: uploaded !== 'failed' && uploaded !== 'rejected',
  });
}

import type { AdapterError, AdapterIo, MediaFile, StepEffect, StepResult } from '../../contract.js';
import { failed, mediaError, textAt, unreadable } from '../../http/answers.js';
import { callYouTube, jsonCall, type YouTubeAnswer } from './api.js';
import { insertBody, type VideoWire } from './format.js';
import { findUpload } from './lookup.js';
import type { YouTubeState } from './state.js';

/** What the length of every chunk but the last is a multiple of. */
const QUANTUM = 256 * 1024;
const CHUNK = 32 * QUANTUM;
/** Chunks of larger ones grow, so that no video takes more steps than these. */
const MOST_CHUNKS = 512;
/** Bytes read at once while a chunk is sent. */
const PIECE = 1024 * 1024;

/** Begins an upload. A session that nothing is sent to leaves nothing behind. */
export async function beginSession(state: YouTubeState, io: AdapterIo, effect: StepEffect): Promise<StepResult> {
  const wire = state.wire as VideoWire;
  const opened = await open(wire, io);
  if (opened.kind === 'failed') return failed(mediaError('youtube', opened));
  const { bytes, mimeType } = opened.file;
  const query = new URLSearchParams({ uploadType: 'resumable', part: 'snippet,status' });
  if (!wire.notifySubscribers) query.set('notifySubscribers', 'false');
  const call = jsonCall('POST', `/upload/youtube/v3/videos?${query.toString()}`, insertBody(wire));
  const about = { 'x-upload-content-length': String(bytes), 'x-upload-content-type': mimeType };
  const answer = await callYouTube(io, effect, { ...call, headers: { ...call.headers, ...about } });
  if (answer.kind === 'failed') return failed(answer.error);
  const session = answer.answer.headers['location'];
  if (session === undefined || !URL.canParse(session))
    return failed(unreadable('youtube', effect, answer.answer.status));
  return { kind: 'advanced', state: { ...state, session, total: bytes, received: 0 } };
}

/**
 * Sends the next chunk. It first asks what the session has: what a lost answer was about, even of the last byte, is then
 * known, and the session makes one video at most.
 */
export async function sendChunk(state: YouTubeState, io: AdapterIo, effect: StepEffect): Promise<StepResult> {
  const asked = read(await put(state, io, effect, { range: '*', body: '' }), effect);
  if (asked.kind !== 'more') return settle(state, io, asked);
  const opened = await open(state.wire as VideoWire, io);
  if (opened.kind === 'failed') return failed(mediaError('youtube', opened));
  const start = asked.received;
  if (start >= state.total) return failed(PENDING);
  const end = Math.min(start + chunkSize(state.total), state.total);
  const body = { length: end - start, open: () => pieces(opened.file, start, end) };
  const sent = read(await put(state, io, effect, { range: `${start}-${end - 1}`, body }), effect);
  return settle({ ...state, received: start }, io, sent);
}

/** Everything has arrived, and no video has come of it yet. */
const PENDING: AdapterError = {
  class: 'retryable',
  code: 'youtube.upload_pending',
  phase: 'answered',
  httpStatus: 308,
  detail: 'The network has the whole file and is not done with it.',
};

function chunkSize(total: number): number {
  return Math.max(CHUNK, Math.ceil(total / MOST_CHUNKS / QUANTUM) * QUANTUM);
}

async function* pieces(file: MediaFile, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += PIECE) yield await file.read(at, Math.min(at + PIECE, end));
}

function put(
  { session, total, wire }: YouTubeState,
  io: AdapterIo,
  effect: StepEffect,
  { range, body }: { range: string; body: '' | { length: number; open: () => AsyncIterable<Uint8Array> } },
): Promise<YouTubeAnswer> {
  const about = { 'content-type': (wire as VideoWire).mimeType, 'content-range': `bytes ${range}/${total}` };
  return callYouTube(io, effect, { method: 'PUT', url: session ?? '', headers: about, body });
}

/** What a session says: it wants more, it has become a video, or it is no more. */
type Progress =
  { kind: 'more'; received: number } | { kind: 'video'; id: string } | { kind: 'gone' | 'failed'; error: AdapterError };

function read(answer: YouTubeAnswer, effect: StepEffect): Progress {
  if (answer.kind === 'failed') return { kind: isGone(answer.error) ? 'gone' : 'failed', error: answer.error };
  const { status, headers } = answer.answer;
  if (status === 308) return { kind: 'more', received: receivedBytes(headers['range']) };
  const id = textAt(answer.body, 'id');
  return id === undefined ? { kind: 'failed', error: unreadable('youtube', effect, status) } : { kind: 'video', id };
}

function isGone({ httpStatus }: AdapterError): boolean {
  return httpStatus === 404 || httpStatus === 410;
}

/** `bytes=0-524287`; no header at all when nothing has come. */
function receivedBytes(range: string | undefined): number {
  const [, last] = /^bytes=0-(\d+)$/.exec(range ?? '') ?? [];
  return last === undefined ? 0 : Number(last) + 1;
}

function settle(state: YouTubeState, io: AdapterIo, progress: Progress): StepResult | Promise<StepResult> {
  switch (progress.kind) {
    case 'more':
      return { kind: 'advanced', state: { ...state, received: progress.received } };
    case 'video':
      return { kind: 'advanced', state: withVideo(state, progress.id) };
    case 'gone':
      return afterSession(state, io, progress.error);
    case 'failed':
      return failed(progress.error);
  }
}

function withVideo(state: YouTubeState, videoId: string): YouTubeState {
  // The address has served: it need not be kept.
  return { ...state, videoId, session: null, received: state.total };
}

/**
 * A session ends after about a week, or some time after its video is there. The channel's uploads say whether the last
 * bytes got through without an answer; else a new session begins from nothing.
 */
async function afterSession(state: YouTubeState, io: AdapterIo, error: AdapterError): Promise<StepResult> {
  const found = await findUpload(state, io);
  if (found.kind === 'failed') return failed(found.error);
  if (found.kind === 'found') return { kind: 'advanced', state: withVideo(state, found.id) };
  const ended: AdapterError = { ...error, class: 'retryable', code: 'youtube.upload_ended' };
  return { kind: 'failed', error: ended, state: { ...state, session: null, received: 0 } };
}

function open({ mediaId, mimeType }: VideoWire, io: AdapterIo): ReturnType<AdapterIo['media']['open']> {
  return io.media.open(io.account, mediaId, { mimeTypes: [mimeType] });
}

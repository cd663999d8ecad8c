import type { AdapterError, AdapterIo, JsonObject, MediaFit, Quiet, StepEffect, StepResult } from '../../contract.js';
import { at, failed, mediaError, textAt, unreadable } from '../../http/answers.js';
import { multipart } from '../../http/multipart.js';
import { callX, jsonCall, type XAnswer, type XCall } from './api.js';
import { isGif } from './format.js';
import { freshUpload, type XState, type XUpload } from './state.js';
import { MAX_GIF_BYTES } from './validate.js';

/** Bytes of one segment; X takes 5 MB at most, and numbers them up to 999. */
const SEGMENT = 4 * 1024 * 1024;
const MOST_SEGMENTS = 1_000;
/** Milliseconds that X may take to process a file: videos may be two hours long. */
const LONGEST_PROCESSING = 2 * 3_600_000;

/** An upload after one step, and when to look again; or why the step failed. */
type Move = { upload: XUpload; wait?: { notBefore: Date; giveUpAt: Date }; quiet?: Quiet } | { error: AdapterError };

/** Takes the first medium that is not ready one step further. Nothing that a reader sees comes of it. */
export async function runUpload(state: XState, io: AdapterIo, effect: StepEffect): Promise<StepResult> {
  const upload = state.uploads.find(({ next }) => next !== 'ready');
  if (!upload) throw new Error('no medium is left to upload');
  const move = isForgotten(upload, io.now) ? { upload: freshUpload(upload) } : await stepOf(upload, io, effect);
  if ('error' in move) return isLost(move.error) && !state.uploadedAgain ? uploadAgain(state) : failed(move.error);
  const uploads = state.uploads.map((one) => (one === upload ? move.upload : one));
  if (move.wait) return { kind: 'wait', state: { ...state, uploads }, ...move.wait };
  return { kind: 'advanced', state: { ...state, uploads }, ...(move.quiet ? { quiet: move.quiet } : {}) };
}

/** X does not know the upload any more, or has lost a part of it. A file it does not like looks the same: one try more tells. */
function isLost({ httpStatus, code }: AdapterError): boolean {
  return code === 'x.refused' && (httpStatus === 400 || httpStatus === 404);
}

/** Nothing has been posted: the files are sent once more, and only once. */
export function uploadAgain(state: XState): StepResult {
  return {
    kind: 'advanced',
    state: { ...state, uploads: state.uploads.map(freshUpload), uploadedAgain: true },
    nothingOut: true,
  };
}

/** X keeps what it was given for some time only. */
export function isForgotten({ expiresAt }: XUpload, now: Date): boolean {
  return expiresAt !== null && new Date(expiresAt) <= now;
}

function stepOf(upload: XUpload, io: AdapterIo, effect: StepEffect): Promise<Move> | Move {
  switch (upload.next) {
    case 'initialize':
      return initialize(upload, io, effect);
    case 'append':
      return append(upload, io, effect);
    case 'finalize':
      return finalize(upload, io, effect);
    case 'processing':
      return processing(upload, io, effect);
    case 'describe':
      return describe(upload, io, effect);
    case 'ready':
      return { upload };
  }
}

async function initialize(upload: XUpload, io: AdapterIo, effect: StepEffect): Promise<Move> {
  const opened = await open(upload, io);
  if (opened.kind === 'failed') return { error: mediaError('x', opened) };
  const { mimeType, bytes } = opened.file;
  const body = { media_type: mimeType, media_category: categoryOf(mimeType), total_bytes: bytes };
  const answer = await callX(io, effect, jsonCall('/2/media/upload/initialize', body));
  return moved(answer, effect, ({ data }) => {
    const expiresAt = expiryOf(data, io.now);
    return { upload: { ...upload, mimeType, id: data.id, total: bytes, segment: 0, expiresAt, next: 'append' } };
  });
}

async function append(upload: XUpload, io: AdapterIo, effect: StepEffect): Promise<Move> {
  const opened = await open(upload, io);
  if (opened.kind === 'failed') return { error: mediaError('x', opened) };
  const size = Math.max(SEGMENT, Math.ceil(upload.total / MOST_SEGMENTS));
  const start = upload.segment * size;
  const end = Math.min(start + size, upload.total);
  const answer = await callX(io, effect, segmentCall(upload, await opened.file.read(start, end)));
  if (answer.kind === 'failed') return { error: answer.error };
  const isTaken = answer.status === 204 || at(answer.body, 'data') !== undefined;
  if (!isTaken) return { error: unreadable('x', effect, answer.status) };
  const next = end < upload.total ? 'append' : 'finalize';
  return { upload: { ...upload, segment: upload.segment + 1, next }, ...quietOf(answer) };
}

/** The same segment may be sent again: X keeps one of each number. */
function segmentCall({ id, segment }: XUpload, bytes: Uint8Array): XCall {
  const part = { fileName: 'segment', mimeType: 'application/octet-stream', bytes };
  const form = multipart([
    ['segment_index', String(segment)],
    ['media', part],
  ]);
  return { method: 'POST', path: `/2/media/upload/${id}/append`, ...form };
}

/** A repeated call may be refused because the first one got through, which the status then shows. */
async function finalize(upload: XUpload, io: AdapterIo, effect: StepEffect): Promise<Move> {
  // Without a JSON object for its body X refuses it, although there is nothing to say.
  const answer = await callX(io, effect, jsonCall(`/2/media/upload/${upload.id}/finalize`, {}));
  const isRefused = answer.kind === 'failed' && answer.error.class === 'permanent';
  const look = isRefused ? await callX(io, effect, statusCall(upload)) : answer;
  return moved(look.kind === 'failed' ? answer : look, effect, (read) => processed(upload, read, io.now));
}

async function processing(upload: XUpload, io: AdapterIo, effect: StepEffect): Promise<Move> {
  const answer = await callX(io, effect, statusCall(upload));
  return moved(answer, effect, (read) => processed(upload, read, io.now));
}

function statusCall({ id }: XUpload): XCall {
  return { method: 'GET', path: `/2/media/upload?command=STATUS&media_id=${id}` };
}

/** What X makes of the whole file: ready, not yet, or never. */
function processed(upload: XUpload, { data, status }: Read, now: Date): Move {
  const state = textAt(data, 'processing_info', 'state');
  const kept = { ...upload, expiresAt: expiryOf(data, now) ?? upload.expiresAt };
  if (state === 'failed') return { error: mediaFailed(data, status) };
  if (state !== 'pending' && state !== 'in_progress')
    return { upload: { ...kept, next: upload.altText === null ? 'ready' : 'describe' } };
  const since = upload.waitingSince ?? now.toISOString();
  const seconds = Math.min(Math.max(Number(at(data, 'processing_info', 'check_after_secs')) || 1, 1), 60);
  const notBefore = new Date(now.getTime() + seconds * 1_000);
  const giveUpAt = new Date(new Date(since).getTime() + LONGEST_PROCESSING);
  return { upload: { ...kept, next: 'processing', waitingSince: since }, wait: { notBefore, giveUpAt } };
}

function mediaFailed(data: JsonObject, httpStatus: number): AdapterError {
  const name = textAt(data, 'processing_info', 'error', 'name');
  const detail = 'The network cannot process the file.';
  const networkCode = name === undefined ? {} : { networkCode: name.slice(0, 200) };
  return { class: 'permanent', code: 'x.media_failed', phase: 'answered', httpStatus, detail, ...networkCode };
}

async function describe(upload: XUpload, io: AdapterIo, effect: StepEffect): Promise<Move> {
  const metadata = { alt_text: { text: upload.altText } };
  const answer = await callX(io, effect, jsonCall('/2/media/metadata', { id: upload.id, metadata }));
  return moved(answer, effect, () => ({ upload: { ...upload, next: 'ready' } }));
}

/** The `data` of an answer about a medium, with its id. */
interface Read {
  data: JsonObject & { id: string };
  status: number;
}

function moved(answer: XAnswer, effect: StepEffect, onward: (read: Read) => Move): Move {
  if (answer.kind === 'failed') return { error: answer.error };
  const id = textAt(answer.body, 'data', 'id');
  if (id === undefined) return { error: unreadable('x', effect, answer.status) };
  const data = { ...(at(answer.body, 'data') as JsonObject), id };
  return { ...onward({ data, status: answer.status }), ...quietOf(answer) };
}

function quietOf(answer: Extract<XAnswer, { kind: 'ok' }>): { quiet?: Quiet } {
  return answer.quiet ? { quiet: answer.quiet } : {};
}

function expiryOf(data: JsonObject, now: Date): string | null {
  const seconds = Number(at(data, 'expires_after_secs'));
  return Number.isFinite(seconds) && seconds > 0 ? new Date(now.getTime() + seconds * 1_000).toISOString() : null;
}

function open({ mediaId, mimeType }: XUpload, io: AdapterIo): ReturnType<AdapterIo['media']['open']> {
  return io.media.open(io.account, mediaId, fitOf(mimeType, io));
}

function fitOf(mimeType: string, { account }: AdapterIo): MediaFit {
  const { mimeTypes, image } = account.capabilities.media;
  if (isGif(mimeType)) return { mimeTypes: [mimeType], maxBytes: MAX_GIF_BYTES };
  if (!mimeType.startsWith('image/')) return { mimeTypes: [mimeType] };
  return { ...image, mimeTypes: mimeTypes.filter((type) => type.startsWith('image/') && !isGif(type)) };
}

function categoryOf(mimeType: string): 'tweet_image' | 'tweet_gif' | 'tweet_video' {
  if (isGif(mimeType)) return 'tweet_gif';
  return mimeType.startsWith('image/') ? 'tweet_image' : 'tweet_video';
}

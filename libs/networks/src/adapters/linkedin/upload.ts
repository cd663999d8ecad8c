import type { AdapterError, AdapterIo, Json, MediaFit, StepEffect, StepResult } from '../../contract.js';
import { at, mediaError, textAt, unreadable } from '../../http/answers.js';
import { callLinkedIn, jsonCall, type LinkedInAnswer, putFile } from './api.js';
import { isVideo } from './format.js';
import { freshUpload, type LinkedInState, type LinkedInUpload } from './state.js';

/** Milliseconds between looks, and that LinkedIn may take for a file; it gives no hint. */
const LOOK_AGAIN = { image: 3_000, video: 15_000 };
const LONGEST_PROCESSING = 2 * 3_600_000;
/** The addresses of a video of 500 MB are some 120 long ones. */
const MOST_BYTES = 1024 * 1024;

/** An upload after one step, and when to look again; or why the step failed, `lost` when it must begin again. */
type Move =
  { upload: LinkedInUpload; wait?: { notBefore: Date; giveUpAt: Date } } | { error: AdapterError; lost?: true };

/** Takes the first medium that is not ready one step further. Nothing that a reader sees comes of it. */
export async function runUpload(
  state: LinkedInState,
  io: AdapterIo,
  author: string,
  effect: StepEffect,
): Promise<StepResult> {
  const upload = state.uploads.find(({ next }) => next !== 'ready');
  if (!upload) throw new Error('no medium is left to upload');
  const withUpload = (changed: LinkedInUpload): LinkedInState => {
    const uploads = state.uploads.map((one) => (one === upload ? changed : one));
    return { ...state, uploads };
  };
  const move = await stepOf(upload, { io, author, effect });
  if ('error' in move)
    return { kind: 'failed', error: move.error, ...(move.lost ? { state: withUpload(freshUpload(upload)) } : {}) };
  const next = withUpload(move.upload);
  return move.wait ? { kind: 'wait', state: next, ...move.wait } : { kind: 'advanced', state: next };
}

interface Turn {
  io: AdapterIo;
  author: string;
  effect: StepEffect;
}

function stepOf(upload: LinkedInUpload, turn: Turn): Promise<Move> | Move {
  switch (upload.next) {
    case 'upload':
      return uploadImage(upload, turn);
    case 'initialize':
      return initializeVideo(upload, turn);
    case 'put':
      return isExpired(upload, turn.io.now) ? { upload: freshUpload(upload) } : putPart(upload, turn);
    case 'finalize':
      return finalizeVideo(upload, turn);
    case 'processing':
      return look(upload, turn);
    case 'ready':
      return { upload };
  }
}

/** Asking for an address and using it are one step: the address is a secret for as long as it lives. */
async function uploadImage(upload: LinkedInUpload, { io, author, effect }: Turn): Promise<Move> {
  const opened = await open(upload, io);
  if (opened.kind === 'failed') return { error: mediaError('linkedin', opened) };
  const request = { initializeUploadRequest: { owner: author } };
  const begun = await callLinkedIn(io, effect, jsonCall('/rest/images?action=initializeUpload', request));
  if (begun.kind === 'failed') return { error: begun.error };
  const [url, urn] = [textAt(begun.body, 'value', 'uploadUrl'), textAt(begun.body, 'value', 'image')];
  if (url === undefined || urn === undefined) return unread(begun, effect);
  const { bytes: length } = opened.file;
  const put = await putFile(io, effect, url, { length, open: () => opened.file.stream() });
  if (put.kind === 'failed') return notTaken(put.error);
  return isTaken(put) ? { upload: { ...upload, urn, next: 'processing' } } : unread(put, effect);
}

async function initializeVideo(upload: LinkedInUpload, { io, author, effect }: Turn): Promise<Move> {
  const opened = await open(upload, io);
  if (opened.kind === 'failed') return { error: mediaError('linkedin', opened) };
  const fileSizeBytes = opened.file.bytes;
  const request = {
    initializeUploadRequest: { owner: author, fileSizeBytes, uploadCaptions: false, uploadThumbnail: false },
  };
  const call = { ...jsonCall('/rest/videos?action=initializeUpload', request), maxAnswerBytes: MOST_BYTES };
  const begun = await callLinkedIn(io, effect, call);
  if (begun.kind === 'failed') return { error: begun.error };
  const value = at(begun.body, 'value');
  const [urn, parts] = [textAt(value, 'video'), partsOf(at(value, 'uploadInstructions'))];
  if (urn === undefined || parts.length === 0) return unread(begun, effect);
  const uploadToken = textAt(value, 'uploadToken') ?? '';
  const ends = Number(at(value, 'uploadUrlsExpireAt'));
  const expiresAt = Number.isFinite(ends) && ends > 0 ? new Date(ends).toISOString() : null;
  return { upload: { ...upload, urn, parts, etags: [], uploadToken, expiresAt, next: 'put' } };
}

function partsOf(instructions: Json | undefined): LinkedInUpload['parts'] {
  return (Array.isArray(instructions) ? instructions : []).flatMap((one) => {
    const [url, start, last] = [textAt(one, 'uploadUrl'), Number(at(one, 'firstByte')), Number(at(one, 'lastByte'))];
    return url !== undefined && Number.isInteger(start) && last >= start ? [{ url, start, end: last + 1 }] : [];
  });
}

function isExpired({ expiresAt }: LinkedInUpload, now: Date): boolean {
  return expiresAt !== null && new Date(expiresAt) <= now;
}

/** One part; the same one may be sent again, and its last ETag counts. */
async function putPart(upload: LinkedInUpload, { io, effect }: Turn): Promise<Move> {
  const part = upload.parts[upload.etags.length];
  if (!part) throw new Error('every part has been sent');
  const opened = await open(upload, io);
  if (opened.kind === 'failed') return { error: mediaError('linkedin', opened) };
  const put = await putFile(io, effect, part.url, await opened.file.read(part.start, part.end));
  if (put.kind === 'failed') return notTaken(put.error);
  const etag = put.answer.headers['etag'];
  if (etag === undefined) return unread(put, effect);
  const etags = [...upload.etags, etag.replace(/^"(.*)"$/, '$1')];
  return { upload: { ...upload, etags, next: etags.length < upload.parts.length ? 'put' : 'finalize' } };
}

/** A repeated call may be refused because the first one got through, which the video's status then shows. */
async function finalizeVideo(upload: LinkedInUpload, turn: Turn): Promise<Move> {
  const { io, effect } = turn;
  const { urn, uploadToken, etags } = upload;
  const request = { finalizeUploadRequest: { video: urn, uploadToken, uploadedPartIds: etags } };
  const answer = await callLinkedIn(io, effect, jsonCall('/rest/videos?action=finalizeUpload', request));
  if (answer.kind === 'ok') return isTaken(answer) ? { upload: done(upload) } : unread(answer, effect);
  if (answer.error.class !== 'permanent') return { error: answer.error };
  const status = await statusOf(upload, turn);
  return status === 'PROCESSING' || status === 'AVAILABLE' ? { upload: done(upload) } : { error: answer.error };
}

/** The addresses have served: they need not be kept. */
function done(upload: LinkedInUpload): LinkedInUpload {
  return { ...upload, parts: [], etags: [], uploadToken: '', expiresAt: null, next: 'processing' };
}

async function look(upload: LinkedInUpload, turn: Turn): Promise<Move> {
  const status = await statusOf(upload, turn);
  if (typeof status !== 'string') return { error: status };
  if (status === 'AVAILABLE') return { upload: { ...upload, next: 'ready' } };
  if (status === 'PROCESSING_FAILED') return { error: MEDIA_FAILED };
  const { now } = turn.io;
  const since = upload.waitingSince ?? now.toISOString();
  const notBefore = new Date(now.getTime() + LOOK_AGAIN[isVideo(upload) ? 'video' : 'image']);
  const giveUpAt = new Date(new Date(since).getTime() + LONGEST_PROCESSING);
  return { upload: { ...upload, waitingSince: since }, wait: { notBefore, giveUpAt } };
}

async function statusOf(upload: LinkedInUpload, { io, effect }: Turn): Promise<string | AdapterError> {
  const path = `/rest/${isVideo(upload) ? 'videos' : 'images'}/${encodeURIComponent(upload.urn ?? '')}`;
  const answer = await callLinkedIn(io, effect, { method: 'GET', path });
  if (answer.kind === 'failed') return answer.error;
  return textAt(answer.body, 'status') ?? unreadable('linkedin', effect, answer.answer.status);
}

const MEDIA_FAILED: AdapterError = {
  class: 'permanent',
  code: 'linkedin.media_failed',
  phase: 'answered',
  httpStatus: 200,
  detail: 'The network cannot process the file.',
};

/** Addresses end early at times: then the file gets another one. */
function notTaken(error: AdapterError): Move {
  const isOver = error.httpStatus !== undefined && [403, 404, 410].includes(error.httpStatus);
  return isOver ? { error: { ...error, class: 'retryable', code: 'linkedin.upload_ended' }, lost: true } : { error };
}

/** An upload is answered with nothing at all; a page instead is not LinkedIn's. */
function isTaken({ answer, body }: Extract<LinkedInAnswer, { kind: 'ok' }>): boolean {
  return answer.body === '' || body !== undefined;
}

function unread({ answer }: Extract<LinkedInAnswer, { kind: 'ok' }>, effect: StepEffect): Move {
  return { error: unreadable('linkedin', effect, answer.status) };
}

function open({ mediaId, mimeType }: LinkedInUpload, io: AdapterIo): ReturnType<AdapterIo['media']['open']> {
  return io.media.open(io.account, mediaId, fitOf(mimeType, io));
}

function fitOf(mimeType: string, { account }: AdapterIo): MediaFit {
  const { mimeTypes, image = {} } = account.capabilities.media;
  const isStill = mimeType.startsWith('image/') && mimeType !== 'image/gif';
  if (!isStill) return { mimeTypes: [mimeType] };
  return { ...image, mimeTypes: mimeTypes.filter((type) => type.startsWith('image/') && type !== 'image/gif') };
}

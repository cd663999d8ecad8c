import type { AdapterError, AdapterIo, MediaFit, Step, StepResult } from '../../contract.js';
import { mediaError, textAt } from '../../http/answers.js';
import { filePart, multipart } from '../../http/multipart.js';
import { call, type Server } from './api.js';
import { identified, quietOf, read } from './classify.js';
import { type MastodonState, toState, type Upload } from './state.js';

/** A server that has not finished with a file by then will not. */
const GIVE_UP_AFTER = 30 * 60_000;
/** Between two looks at a file that is being worked on. */
const LOOK_EVERY = 5_000;

/** Hands the next file over, with its description. An attachment that no post ever names is swept by the server. */
export async function upload(step: Step, state: MastodonState, server: Server, io: AdapterIo): Promise<StepResult> {
  const { mediaId, altText, isVideo } = state.wire.media[state.uploads.length]!;
  const opened = await io.media.open(io.account, mediaId, fitOf(isVideo, io));
  if (opened.kind === 'failed') return { kind: 'failed', error: mediaError('mastodon', opened) };
  const description: [string, string][] = altText?.trim() ? [['description', altText]] : [];
  const form = multipart([...description, ['file', filePart(opened.file)]]);
  const outcome = await call(server, { method: 'POST', path: '/api/v2/media', ...form }, io);
  const made = read(outcome, step.effect, io, identified);
  if (made.kind === 'failed') return { kind: 'failed', error: asUpload(made.error) };
  // 202: the server goes on working on it (docs.joinmastodon.org/methods/media/#v2).
  const added: Upload = { id: made.value.id, at: io.now.toISOString(), ready: made.answer.status !== 202 };
  return {
    kind: 'advanced',
    state: withUploads(state, [...state.uploads, added]),
    ...quietOf(made.answer, io.now, 'endpoint'),
  };
}

/** Videos go out as they are, and may be larger than an image. */
function fitOf(isVideo: boolean, { account }: AdapterIo): MediaFit {
  const { mimeTypes, image } = account.capabilities.media;
  return isVideo ? { mimeTypes } : { mimeTypes, ...image };
}

/** Uploads have a window of their own (30 in half an hour), and what is refused here is the file. */
function asUpload(error: AdapterError): AdapterError {
  if (error.class === 'rate_limited') return { ...error, scope: 'endpoint' };
  const refused = error.httpStatus === 413 || error.httpStatus === 415 || error.httpStatus === 422;
  return error.class === 'permanent' && refused ? { ...error, code: 'mastodon.media_refused' } : error;
}

/** Asks whether the server is done with the first file that it still works on. */
export async function awaitUpload(
  step: Step,
  state: MastodonState,
  server: Server,
  io: AdapterIo,
): Promise<StepResult> {
  const index = state.uploads.findIndex(({ ready }) => !ready);
  const pending = state.uploads[index]!;
  const path = `/api/v1/media/${encodeURIComponent(pending.id)}`;
  const found = read(await call(server, { method: 'GET', path }, io), step.effect, io, identified);
  if (found.kind === 'failed') return { kind: 'failed', error: asProcessing(found.error) };
  const done = found.answer.status !== 206 && textAt(found.value, 'url') !== undefined;
  if (done)
    return { kind: 'advanced', state: withUploads(state, state.uploads.with(index, { ...pending, ready: true })) };
  const giveUpAt = new Date(Date.parse(pending.at) + GIVE_UP_AFTER);
  if (io.now >= giveUpAt)
    return { kind: 'failed', error: TOO_SLOW, state: withUploads(state, state.uploads.slice(0, index)) };
  return { kind: 'wait', state: toState(state), notBefore: new Date(io.now.getTime() + LOOK_EVERY), giveUpAt };
}

const TOO_SLOW: AdapterError = {
  class: 'retryable',
  code: 'mastodon.media_timeout',
  phase: 'answered',
  detail: 'The server did not finish with the file in half an hour.',
};

function asProcessing(error: AdapterError): AdapterError {
  return error.class === 'permanent' ? { ...error, code: 'mastodon.media_failed' } : error;
}

function withUploads(state: MastodonState, uploads: Upload[]): ReturnType<typeof toState> {
  return toState({ ...state, uploads });
}

/** Unused attachments live a day (Scheduler::VacuumScheduler): older ones are handed over anew. */
const UPLOADS_LIVE = 20 * 3_600_000;

export function haveExpired({ uploads }: MastodonState, now: Date): boolean {
  return uploads.some(({ at }) => now.getTime() - Date.parse(at) > UPLOADS_LIVE);
}

import type {
  AdapterError,
  AdapterIo,
  JsonObject,
  MediaFile,
  MediaFit,
  PublishState,
  StepResult,
} from '../../contract.js';
import { at, isObject, mediaError, textAt, unreadable } from '../../http/answers.js';
import type { OpenSession } from './session.js';
import { type BlueskyState, mediaOf, readState } from './state.js';
import { failed, xrpc } from './xrpc.js';

/** Bytes that a PDS takes as one blob; more must go through the video service. */
const BLOB_MAX = 52_428_800;

/** The video service's own word for it: half an hour. Seconds. */
const SERVICE_TOKEN_TTL = 1_800;
/** Milliseconds. */
const POLL_EVERY = 3_000;
const LONGEST_JOB = 3_600_000;

/** Whether the next medium takes the way through the video service. */
export function needsVideoService(state: BlueskyState): boolean {
  return state.wire.embed?.kind === 'video' && (mediaOf(state)[0]?.bytes ?? 0) > BLOB_MAX;
}

/** Hands over the next medium. The server names a blob by its content, so a second time gives the same one. */
export async function uploadBlob(state: PublishState, session: OpenSession, io: AdapterIo): Promise<StepResult> {
  const opened = await openNext(readState(state), io);
  if (opened.kind === 'failed') return opened;
  const { file } = opened;
  const input = { mimeType: file.mimeType, bytes: { length: file.bytes, open: () => file.stream() } };
  const { host, accessJwt: token } = session;
  const answer = await xrpc({ host, method: 'com.atproto.repo.uploadBlob', input, token, effect: 'harmless' }, io);
  if (answer.kind === 'refused') return failed(answer);
  const blob = at(answer.json, 'blob');
  return isObject(blob) ? withBlob(state, blob) : { kind: 'failed', error: unreadable('bluesky', 'harmless', 200) };
}

/**
 * Hands a large video to the service that prepares it and puts it on the PDS for us
 * (https://docs.bsky.app/docs/tutorials/video). What is never named by a post is swept by the server.
 */
export async function uploadVideo(state: PublishState, session: OpenSession, io: AdapterIo): Promise<StepResult> {
  const opened = await openNext(readState(state), io);
  if (opened.kind === 'failed') return opened;
  const token = await serviceToken(session, io);
  if (typeof token !== 'string') return { kind: 'failed', error: token };
  const { file } = opened;
  const query = { did: session.did, name: file.fileName };
  const input = { mimeType: 'video/mp4', bytes: { length: file.bytes, open: () => file.stream() } };
  const host = videoHost(io);
  const answer = await xrpc(
    { host, method: 'app.bsky.video.uploadVideo', query, input, token, effect: 'harmless' },
    io,
  );
  // A video that it knows already is answered as an error, with the job or the blob of the first time.
  const job = jobOf(answer.json);
  if (job.blob) return withBlob(state, job.blob);
  if (job.id !== undefined) return working({ ...state, job: { id: job.id, since: io.now.toISOString() } }, io);
  return { kind: 'failed', error: answer.kind === 'refused' ? answer.error : unreadable('bluesky', 'harmless', 200) };
}

/** Asks how far the video service is. */
export async function pollVideo(state: PublishState, io: AdapterIo): Promise<StepResult> {
  const query = { jobId: readState(state).job?.id ?? '' };
  const answer = await xrpc({ host: videoHost(io), method: 'app.bsky.video.getJobStatus', query, effect: 'none' }, io);
  const job = jobOf(answer.json);
  if (job.blob) return withBlob({ ...state, job: null }, job.blob);
  if (answer.kind === 'refused') return failed(answer);
  if (job.state === 'JOB_STATE_FAILED') return { kind: 'failed', ...failedJob(state, job.failure) };
  return job.state === undefined ? { kind: 'failed', error: unreadable('bluesky', 'none', 200) } : working(state, io);
}

async function openNext(
  state: BlueskyState,
  io: AdapterIo,
): Promise<{ kind: 'opened'; file: MediaFile } | { kind: 'failed'; error: AdapterError }> {
  const medium = mediaOf(state)[state.blobs.length];
  if (!medium) throw new Error('no medium is left to upload');
  const opened = await io.media.open(io.account, medium.mediaId, fitOf(state, io));
  return opened.kind === 'opened' ? opened : { kind: 'failed', error: mediaError('bluesky', opened) };
}

function fitOf({ wire }: BlueskyState, io: AdapterIo): MediaFit {
  if (wire.embed?.kind === 'video') return { mimeTypes: ['video/mp4'] };
  const { mimeTypes, image } = io.account.capabilities.media;
  const images = mimeTypes.filter((type) => !type.startsWith('video/'));
  return { mimeTypes: images, ...image };
}

/** A word of the PDS that lets the video service upload in our name, and nothing else, for half an hour. */
async function serviceToken({ host, accessJwt: token }: OpenSession, io: AdapterIo): Promise<string | AdapterError> {
  const exp = Math.floor(io.now.getTime() / 1000) + SERVICE_TOKEN_TTL;
  const query = { aud: `did:web:${new URL(host).host}`, lxm: 'com.atproto.repo.uploadBlob', exp: String(exp) };
  const answer = await xrpc({ host, method: 'com.atproto.server.getServiceAuth', query, token, effect: 'none' }, io);
  if (answer.kind === 'refused') return answer.error;
  return textAt(answer.json, 'token') ?? unreadable('bluesky', 'none', 200);
}

interface Job {
  id: string | undefined;
  state: string | undefined;
  blob: JsonObject | undefined;
  failure: string | undefined;
}

/** The service answers the job itself, or wraps it as its lexicon says. */
function jobOf(json: JsonObject | null): Job {
  const wrapped = at(json ?? undefined, 'jobStatus');
  const job = isObject(wrapped) ? wrapped : (json ?? undefined);
  const blob = at(job, 'blob');
  return {
    id: textAt(job, 'jobId'),
    state: textAt(job, 'state'),
    blob: isObject(blob) ? blob : undefined,
    failure: textAt(job, 'failureCode'),
  };
}

const HOPELESS: readonly string[] = ['validation_failure', 'encoding_failure', 'pds_upload_unsupported_blob_size'];

/** A video that the service cannot use, or a job that broke: then the next try makes a new one. */
function failedJob(state: PublishState, failure = 'generic_failure'): { error: AdapterError; state?: PublishState } {
  const told = { phase: 'answered', networkCode: failure.slice(0, 200), detail: 'The video service gave up.' } as const;
  if (HOPELESS.includes(failure)) return { error: { class: 'permanent', code: 'bluesky.video_refused', ...told } };
  return { error: { class: 'retryable', code: 'bluesky.video_failed', ...told }, state: { ...state, job: null } };
}

function working(state: PublishState, io: AdapterIo): StepResult {
  const since = readState(state).job?.since ?? io.now.toISOString();
  const notBefore = new Date(io.now.getTime() + POLL_EVERY);
  return { kind: 'wait', state, notBefore, giveUpAt: new Date(Date.parse(since) + LONGEST_JOB) };
}

function withBlob(state: PublishState, blob: JsonObject): StepResult {
  return { kind: 'advanced', state: { ...state, blobs: [...readState(state).blobs, blob] } };
}

function videoHost(io: AdapterIo): string {
  return io.hosts['video'] ?? '';
}

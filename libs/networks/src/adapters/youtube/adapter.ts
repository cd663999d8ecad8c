import type {
  AdapterError,
  AdapterIo,
  Json,
  NetworkAdapter,
  PublishState,
  Remote,
  RemoveResult,
  Step,
  StepEffect,
  StepResult,
} from '../../contract.js';
import { failed, textAt, unreadable } from '../../http/answers.js';
import { accountsYouTube, checkYouTube, renewYouTube } from './account.js';
import { isVideo, nameOf } from './address.js';
import { callYouTube, jsonCall } from './api.js';
import { commentBody, type CommentWire, renderYouTubePost, updateBody, type VideoWire } from './format.js';
import { commentUrl, list, reconcileYouTube, verifyYouTube, videoUrl } from './lookup.js';
import { manifest } from './manifest.js';
import { prepareYouTube, readState, type YouTubeState } from './state.js';
import { beginSession, sendChunk } from './upload.js';
import { validateYouTube } from './validate.js';

export const youtubeAdapter: NetworkAdapter = {
  manifest,
  validate: validateYouTube,
  render: renderYouTubePost,
  prepare: prepareYouTube,
  nextStep,
  run,
  reconcile: reconcileYouTube,
  verify: verifyYouTube,
  remove,
  check: checkYouTube,
  renew: renewYouTube,
  accounts: accountsYouTube,
};

const SESSION: Step = { id: 'session', kind: 'upload', effect: 'harmless' };
// A session makes one video at most, and says what it has.
const CHUNK: Step = { id: 'chunk', kind: 'upload', effect: 'guarded' };
const PROCESSING: Step = { id: 'processing', kind: 'poll', effect: 'none' };
// The same words on the same video.
const PUBLISH: Step = { id: 'publish', kind: 'finalize', effect: 'guarded' };
const COMMENT: Step = { id: 'comment', kind: 'create', effect: 'irreversible' };

function nextStep(state: PublishState): Step | null {
  const { wire, session, videoId, processed, remote } = readState(state);
  if (remote) return null;
  if ('comment' in wire) return COMMENT;
  if (videoId !== null) return processed ? PUBLISH : PROCESSING;
  return session === null ? SESSION : CHUNK;
}

function run(step: Step, stored: PublishState, io: AdapterIo): Promise<StepResult> {
  const state = readState(stored);
  switch (step.id) {
    case SESSION.id:
      return beginSession(state, io, step.effect);
    case CHUNK.id:
      return sendChunk(state, io, step.effect);
    case PROCESSING.id:
      return look(state, io);
    case PUBLISH.id:
      return publish(state, io, step.effect);
    case COMMENT.id:
      return comment(state, io, step.effect);
    default:
      throw new Error(`unknown step: ${step.id}`);
  }
}

/** Milliseconds between looks, at first and at last, and that YouTube may take: each look costs quota, and a long video hours. */
const LOOK_AGAIN = { least: 20_000, most: 600_000 };
const LONGEST_PROCESSING = 12 * 3_600_000;

async function look(state: YouTubeState, io: AdapterIo): Promise<StepResult> {
  const videos = await list(io, 'videos', { part: 'status', id: state.videoId ?? '' });
  if (videos.kind === 'failed') return videos;
  const [video] = videos.items;
  switch (textAt(video, 'status', 'uploadStatus')) {
    case 'processed':
      return { kind: 'advanced', state: { ...state, processed: true } };
    case 'failed':
      return failed(spoiled('video_failed', video, 'failureReason'));
    case 'rejected':
      return failed(spoiled('video_rejected', video, 'rejectionReason'));
    case 'deleted':
    case undefined:
      return failed(spoiled('video_gone', video, 'uploadStatus'));
    default:
      return later(state, io.now);
  }
}

function spoiled(code: string, video: Json | undefined, reason: string): AdapterError {
  const networkCode = textAt(video, 'status', reason);
  const common = { class: 'permanent', phase: 'answered', httpStatus: 200 } as const;
  const detail = 'The network has not made a video of the upload.';
  return { ...common, code: `youtube.${code}`, detail, ...(networkCode === undefined ? {} : { networkCode }) };
}

function later(state: YouTubeState, now: Date): StepResult {
  const since = state.waitingSince ?? now.toISOString();
  const waited = now.getTime() - new Date(since).getTime();
  const pause = Math.min(Math.max(waited / 2, LOOK_AGAIN.least), LOOK_AGAIN.most);
  const notBefore = new Date(now.getTime() + pause);
  const giveUpAt = new Date(new Date(since).getTime() + LONGEST_PROCESSING);
  return { kind: 'wait', state: { ...state, waitingSince: since }, notBefore, giveUpAt };
}

/** What was private until now becomes what was asked for. */
async function publish(state: YouTubeState, io: AdapterIo, effect: StepEffect): Promise<StepResult> {
  const id = state.videoId ?? '';
  const body = updateBody(id, state.wire as VideoWire);
  const answer = await callYouTube(io, effect, jsonCall('PUT', '/youtube/v3/videos?part=status', body));
  if (answer.kind === 'failed') return failed(answer.error);
  if (textAt(answer.body, 'id') !== id) return failed(unreadable('youtube', effect, answer.answer.status));
  return done(state, { id, url: videoUrl(id) });
}

async function comment(state: YouTubeState, io: AdapterIo, effect: StepEffect): Promise<StepResult> {
  const on = state.on ?? '';
  if (on === '') return failed(MESSAGE_UNKNOWN);
  const body = commentBody(state.wire as CommentWire, on);
  const answer = await callYouTube(io, effect, jsonCall('POST', '/youtube/v3/commentThreads?part=snippet', body));
  if (answer.kind === 'failed') return failed(answer.error);
  const id = textAt(answer.body, 'id');
  if (id === undefined) return failed(unreadable('youtube', effect, answer.answer.status));
  return done(state, { id, url: commentUrl(on, id) });
}

function done(state: YouTubeState, remote: { id: string; url: string }): StepResult {
  return { kind: 'done', state: { ...state, remote }, remote };
}

const MESSAGE_UNKNOWN: AdapterError = {
  class: 'permanent',
  code: 'youtube.message_unknown',
  phase: 'before_send',
  detail: 'Neither the id nor the address of the video is known.',
};

async function remove(remote: Remote, io: AdapterIo): Promise<RemoveResult> {
  const id = nameOf(remote);
  if (id === null) return failed(MESSAGE_UNKNOWN);
  const url = `/youtube/v3/${isVideo(id) ? 'videos' : 'comments'}?id=${encodeURIComponent(id)}`;
  const answer = await callYouTube(io, 'guarded', { method: 'DELETE', url });
  if (answer.kind === 'failed') return answer.error.httpStatus === 404 ? { kind: 'already_gone' } : answer;
  if (answer.answer.status === 204) return { kind: 'removed' };
  return { kind: 'failed', error: unreadable('youtube', 'guarded', answer.answer.status) };
}

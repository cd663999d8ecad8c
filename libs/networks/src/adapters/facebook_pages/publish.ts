import type { AdapterError, AdapterIo, Step, StepResult } from '../../contract.js';
import { failed, mediaError, textAt, unreadable } from '../../http/answers.js';
import { filePart } from '../../http/multipart.js';
import { callGraph, type GraphAnswer, inShort } from '../../graph/call.js';
import { fitOf } from '../../graph/media-fit.js';
import { MESSAGE_UNKNOWN, nameIn } from './address.js';
import { addressIn, api, isBroken, pagePath } from './api.js';
import type { FacebookState } from './state.js';

/** How long the address of a video stays good for them to fetch it. */
const DAY = 24 * 3_600_000;
const PAUSE = 30_000;
/** How long a video may be worked on before it is called out without having been seen ready. */
const PATIENCE = 30 * 60_000;

export function runStep(step: Step, state: FacebookState, io: AdapterIo): Promise<StepResult> {
  switch (step.id) {
    case 'photo':
      return uploadPhoto(state, io);
    case 'video':
      return sendVideo(state, io);
    case 'processing':
      return awaitVideo(state, io);
    case 'comment':
      return comment(state, io);
    default:
      return create(state, `${pagePath(io)}/feed`, feedParams(state), io);
  }
}

/** Pushed, so that it works from a place that Facebook cannot reach. */
async function uploadPhoto(state: FacebookState, io: AdapterIo): Promise<StepResult> {
  const { mediaId, altText } = state.wire.photos[state.photos.length]!;
  const opened = await io.media.open(io.account, mediaId, fitOf(io.account.capabilities, 'image'));
  if (opened.kind === 'failed') return failed(mediaError(api.prefix, opened));
  const answer = await callGraph(api, io, {
    effect: 'harmless',
    method: 'POST',
    path: `${pagePath(io)}/photos`,
    params: { published: 'false', alt_text_custom: altText ?? undefined },
    file: ['source', filePart(opened.file)],
  });
  if (answer.kind === 'failed') return failed(answer.error);
  const id = textAt(answer.value, 'id');
  if (id === undefined) return failed(unreadable(api.prefix, 'harmless', 200));
  return { kind: 'advanced', state: { ...state, photos: [...state.photos, id] }, ...quietOf(answer) };
}

async function comment(state: FacebookState, io: AdapterIo): Promise<StepResult> {
  const on = nameIn(state.target ?? '', io);
  if (on === null) return failed(MESSAGE_UNKNOWN);
  return create(state, `${encodeURIComponent(on)}/comments`, { message: state.wire.message }, io);
}

function feedParams({ wire, photos }: FacebookState): Record<string, string> {
  const attached = photos.map((id, index) => [`attached_media[${index}]`, JSON.stringify({ media_fbid: id })]);
  return {
    ...(wire.message === '' ? {} : { message: wire.message }),
    ...(wire.link === null ? {} : { link: wire.link }),
    ...(Object.fromEntries(attached) as Record<string, string>),
  };
}

/**
 * Its address is asked for by itself: asked for along with it, a post that is out would look refused where reading it is
 * (“first the write, then the read”, changelog of v2.9).
 */
async function create(
  state: FacebookState,
  path: string,
  params: Readonly<Record<string, string>>,
  io: AdapterIo,
): Promise<StepResult> {
  const answer = await callGraph(api, io, { effect: 'irreversible', method: 'POST', path, params });
  if (answer.kind === 'failed') return failed(answer.error);
  const id = textAt(answer.value, 'id');
  if (id === undefined) return failed(unreadable(api.prefix, 'irreversible', 200));
  return done(state, { id, url: await addressOf(id, io) }, answer);
}

/** Null where it cannot be had: a post that is out never fails for its address, nor is it called unknown for it. */
async function addressOf(id: string, io: AdapterIo): Promise<string | null> {
  const params = { fields: 'permalink_url' };
  const call = { effect: 'none', method: 'GET', path: encodeURIComponent(id), params } as const;
  const answer = await callGraph(api, inShort(io), call);
  return answer.kind === 'ok' ? addressIn(answer.value) : null;
}

/** Fetched by them: pushing one in parts takes a person's token and the app's id, which a pasted page token lacks. */
async function sendVideo(state: FacebookState, io: AdapterIo): Promise<StepResult> {
  const { message, title, video } = state.wire;
  const until = new Date(io.now.getTime() + DAY);
  const shared = await io.media.publicUrl(io.account, video ?? '', fitOf(io.account.capabilities, 'video'), until);
  if (shared.kind === 'failed') return failed(mediaError(api.prefix, shared));
  const answer = await callGraph(api, io, {
    effect: 'irreversible',
    method: 'POST',
    path: `${pagePath(io)}/videos`,
    params: { file_url: shared.url, description: message === '' ? undefined : message, title: title ?? undefined },
  });
  if (answer.kind === 'failed') return failed(answer.error);
  const id = textAt(answer.value, 'id');
  if (id === undefined) return failed(unreadable(api.prefix, 'irreversible', 200));
  return { kind: 'advanced', state: { ...state, video: id }, ...quietOf(answer) };
}

/** It is theirs by now: nothing but their own word that it failed makes it a failure. */
async function awaitVideo(state: FacebookState, io: AdapterIo): Promise<StepResult> {
  const id = state.video!;
  const params = { fields: 'status,permalink_url' };
  const answer = await callGraph(api, io, { effect: 'none', method: 'GET', path: encodeURIComponent(id), params });
  if (answer.kind === 'failed')
    return answer.error.class === 'permanent' ? done(state, { id, url: null }) : failed(answer.error);
  const status = textAt(answer.value, 'status', 'video_status');
  if (status === undefined) return failed(unreadable(api.prefix, 'none', 200));
  if (isBroken(status)) return refusedVideo(state);
  const until = state.waitUntil === null ? new Date(io.now.getTime() + PATIENCE) : new Date(state.waitUntil);
  if (status === 'ready' || io.now >= until) return done(state, { id, url: addressIn(answer.value) }, answer);
  const waiting = { ...state, waitUntil: until.toISOString() };
  const notBefore = new Date(io.now.getTime() + PAUSE);
  // Their patience ends after ours, which ends well.
  return { kind: 'wait', state: waiting, notBefore, giveUpAt: new Date(until.getTime() + PATIENCE) };
}

/** Nothing of it is shown, so that it may be sent again. */
function refusedVideo(state: FacebookState): StepResult {
  const detail = 'Facebook could not process the video.';
  const error: AdapterError = { class: 'permanent', code: `${api.prefix}.video_refused`, phase: 'answered', detail };
  return { kind: 'failed', error, state: { ...state, video: null, waitUntil: null }, nothingOut: true };
}

function done(
  state: FacebookState,
  remote: { id: string; url: string | null },
  answer?: Extract<GraphAnswer, { kind: 'ok' }>,
): StepResult {
  return { kind: 'done', state: { ...state, remote }, remote, ...(answer && quietOf(answer)) };
}

function quietOf({ quiet }: Extract<GraphAnswer, { kind: 'ok' }>): Pick<Extract<GraphAnswer, { kind: 'ok' }>, 'quiet'> {
  return quiet ? { quiet } : {};
}

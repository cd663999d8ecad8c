import type { AdapterIo, ErrorClass, JsonObject, StepEffect } from '../../contract.js';
import { at, type Refusal, textAt, unreadable } from '../../http/answers.js';
import { callGraph, type GraphApi } from '../../graph/call.js';
import type { ContainerMedium, ContainerState } from '../../graph/container-state.js';
import { accountPath, type ContainerNetwork, type Listing } from '../../graph/container-look.js';
import { brokenAt, type GraphError } from '../../graph/errors.js';
import { type ListedPost, listIn } from '../../graph/match.js';
import { manifest } from './manifest.js';

export const api: GraphApi = { prefix: 'instagram', version: manifest.apiVersion, own: ownCodes };

/** By subcode, which is where Instagram says what it means (reference, "Error Codes", 2 June 2026). */
const MEANINGS: Readonly<Record<number, { class: ErrorClass; code: string }>> = {
  2207050: { class: 'permanent', code: 'restricted' },
  2207042: { class: 'rate_limited', code: 'rate_limited' },
  2207027: { class: 'retryable', code: 'not_ready' },
  // Container not found, gone or expired: its own status tells which, at the next try.
  2207006: { class: 'retryable', code: 'container_unknown' },
  2207008: { class: 'retryable', code: 'container_unknown' },
  2207020: { class: 'retryable', code: 'container_unknown' },
  2207003: { class: 'retryable', code: 'media_unfetched' },
  2207052: { class: 'retryable', code: 'media_unfetched' },
  2207004: { class: 'permanent', code: 'media_refused' },
  2207005: { class: 'permanent', code: 'media_refused' },
  2207009: { class: 'permanent', code: 'media_refused' },
  2207026: { class: 'permanent', code: 'media_refused' },
  2207010: { class: 'permanent', code: 'caption_refused' },
};
const PUBLISHED_ENOUGH = 2_207_042;
/** Of spam. Seen with the post live all the same: worth a second look, and of a comment nobody knows. */
const SUSPECTED = 2_207_051;
/** Their server, their upload: a new container may go better. */
const BROKEN: readonly number[] = [2_207_001, 2_207_032, 2_207_053, 2_207_082];
const UNFETCHED: readonly number[] = [2_207_003, 2_207_020, 2_207_052];

function ownCodes({ subcode }: GraphError, effect: StepEffect): Refusal | undefined {
  if (BROKEN.includes(subcode)) return brokenAt(effect);
  if (subcode === SUSPECTED) return { code: 'restricted', ...brokenAt(effect) };
  const meaning = MEANINGS[subcode];
  return meaning && (subcode === PUBLISHED_ENOUGH ? { ...meaning, scope: 'day' } : meaning);
}

export const network: ContainerNetwork = {
  api,
  edges: { create: 'media', publish: 'media_publish' },
  fields: { status: 'status_code', reason: 'status' },
  item,
  recent,
  comparable,
  isPassing,
  // A permission that lacks is missed when the container is made: at the end, code 10 has been seen with the post live on Threads.
  isDoubtful: ({ code, subcode }) => subcode === SUSPECTED || (code === 10 && MEANINGS[subcode] === undefined),
};

/** Captions are read without the @ of their mentions, unless the reader has a role in the app ("IG Media"). */
export function comparable(text: string): string {
  return text.replaceAll('@', '');
}

/** The status of a failed container is a sentence with a subcode in it. */
function isPassing(reason: string): boolean {
  return [...BROKEN, ...UNFETCHED].some((subcode) => reason.includes(String(subcode)));
}

/** A video alone is a reel; reels cannot stand in a carousel. */
function item({ kind, altText }: ContainerMedium, url: string, alone: boolean): Record<string, string> {
  if (kind === 'video') return { media_type: alone ? 'REELS' : 'VIDEO', video_url: url };
  return { image_url: url, ...(altText === null ? {} : { alt_text: altText }) };
}

async function recent(_state: ContainerState, io: AdapterIo): Promise<Listing> {
  const path = `${accountPath(io)}/media`;
  const params = { fields: 'id,caption,media_type,timestamp,permalink,children{id}', limit: '50' };
  const answer = await callGraph(api, io, { effect: 'none', method: 'GET', path, params });
  if (answer.kind === 'failed') return { kind: 'failed', error: answer.error };
  const list = listIn(answer.value);
  if (!list) return { kind: 'failed', error: unreadable(api.prefix, 'none', 200) };
  return { kind: 'ok', posts: list.flatMap(listed) };
}

function listed(post: JsonObject): ListedPost[] {
  const id = textAt(post, 'id');
  if (id === undefined) return [];
  const time = Date.parse(textAt(post, 'timestamp') ?? '');
  const text = textAt(post, 'caption') ?? '';
  return [{ id, url: textAt(post, 'permalink') ?? null, text, time, media: mediaIn(post), parentId: null }];
}

/** How many images and videos a post shows. */
export function mediaIn(post: JsonObject): number {
  const children = at(post, 'children', 'data');
  return Array.isArray(children) ? children.length : 1;
}

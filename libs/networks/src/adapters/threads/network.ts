import type { AdapterIo, Json, JsonObject } from '../../contract.js';
import { at, isObject, type Refusal, textAt, unreadable } from '../../http/answers.js';
import { callGraph, type GraphApi } from '../../graph/call.js';
import type { ContainerMedium, ContainerState } from '../../graph/container-state.js';
import { accountPath, type ContainerNetwork, type Listing } from '../../graph/container-look.js';
import { type GraphError, networkCodeOf } from '../../graph/errors.js';
import { type ListedPost, listIn } from '../../graph/match.js';
import { manifest } from './manifest.js';

export const api: GraphApi = { prefix: 'threads', version: manifest.apiVersion, own: ownCodes };

/** What Threads says in codes of its own. */
function ownCodes(error: GraphError): Refusal | undefined {
  const { code, subcode, message } = error;
  // A container that was made seconds ago is not known everywhere yet, even when its status says FINISHED.
  if (code === 24 && subcode === MEDIA_NOT_FOUND) return { class: 'retryable', code: 'container_unknown' };
  if (subcode === RESTRICTED) return { class: 'permanent', code: 'restricted' };
  if (message.includes('LINK_LIMIT_EXCEEDED')) return { class: 'permanent', code: 'too_many_links' };
  if (code === 9) return { networkCode: networkCodeOf(error), class: 'rate_limited', scope: 'day' };
  return undefined;
}

const MEDIA_NOT_FOUND = 4_279_009;
const RESTRICTED = 4_279_013;

/** Of a post that is asked for by its id. */
export function isGone({ code, subcode }: GraphError): boolean {
  return (code === 100 && subcode === 33) || (code === 24 && subcode === MEDIA_NOT_FOUND);
}

export const network: ContainerNetwork = {
  api,
  edges: { create: 'threads', publish: 'threads_publish' },
  fields: { status: 'status', reason: 'error_message' },
  item,
  recent,
  comparable: (text) => text,
  isPassing: (reason) => reason === 'FAILED_DOWNLOADING_VIDEO' || reason === 'UNKNOWN',
  // “Application does not have permission for this action”, with the post live (fia-f1-docs-bot#52).
  isDoubtful: ({ code, subcode }) => code === 10 && subcode !== RESTRICTED,
};

function item({ kind, altText }: ContainerMedium, url: string): Record<string, string> {
  const alt: Record<string, string> = altText === null ? {} : { alt_text: altText };
  return kind === 'video'
    ? { media_type: 'VIDEO', video_url: url, ...alt }
    : { media_type: 'IMAGE', image_url: url, ...alt };
}

/** Replies stand in a list of their own. */
async function recent(state: ContainerState, io: AdapterIo): Promise<Listing> {
  const path = `${accountPath(io)}/${state.replyTo === null ? 'threads' : 'replies'}`;
  const params = { fields: 'id,text,timestamp,permalink,media_type,children,replied_to', limit: '50' };
  const answer = await callGraph(api, io, { effect: 'none', method: 'GET', path, params });
  if (answer.kind === 'failed') return { kind: 'failed', error: answer.error };
  const list = listIn(answer.value);
  if (!list) return { kind: 'failed', error: unreadable(api.prefix, 'none', 200) };
  return { kind: 'ok', posts: list.flatMap(listed) };
}

function listed(post: JsonObject): ListedPost[] {
  const id = textAt(post, 'id');
  if (id === undefined) return [];
  return [
    {
      id,
      url: textAt(post, 'permalink') ?? null,
      text: textAt(post, 'text') ?? '',
      time: Date.parse(textAt(post, 'timestamp') ?? ''),
      media: mediaIn(post),
      parentId: textAt(post, 'replied_to', 'id') ?? null,
    },
  ];
}

/** How many images and videos a post shows. */
export function mediaIn(post: JsonObject): number {
  const children: Json | undefined = at(post, 'children', 'data');
  if (Array.isArray(children)) return children.filter(isObject).length;
  return ['IMAGE', 'VIDEO'].includes(textAt(post, 'media_type') ?? '') ? 1 : 0;
}

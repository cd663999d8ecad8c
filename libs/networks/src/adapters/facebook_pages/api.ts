import type { AdapterIo, ErrorClass, JsonObject, StepEffect } from '../../contract.js';
import { at, isObject, type Refusal, textAt } from '../../http/answers.js';
import type { GraphApi } from '../../graph/call.js';
import type { GraphError } from '../../graph/errors.js';
import { manifest } from './manifest.js';

export const api: GraphApi = { prefix: 'facebook_pages', version: manifest.apiVersion, own: ownCodes };

export function pagePath(io: AdapterIo): string {
  return encodeURIComponent(io.account.credentials['accountId'] ?? '');
}

/** By code or subcode; most stand in no document of theirs and were read in other publishers' code. */
const MEANINGS: Readonly<Record<number, { class: ErrorClass; code: string }>> = {
  6000: { class: 'permanent', code: 'video_refused' },
  352: { class: 'permanent', code: 'video_refused' },
  1366046: { class: 'permanent', code: 'photo_refused' },
  1609005: { class: 'permanent', code: 'link_refused' },
  1609008: { class: 'permanent', code: 'link_refused' },
  // Page publishing authorization: nothing leaves until the people who manage the page have proved who they are.
  1404078: { class: 'auth', code: 'identity_required' },
  4854002: { class: 'auth', code: 'identity_required' },
};
const DUPLICATE = 506;
const TOO_FAST = 1_390_008;

function ownCodes({ code, subcode }: GraphError, effect: StepEffect): Refusal | undefined {
  if (code === DUPLICATE) return { class: duplicateAt(effect), code: 'duplicate' };
  if (subcode === TOO_FAST) return { class: 'rate_limited', code: 'rate_limited', scope: 'day' };
  return MEANINGS[subcode] ?? MEANINGS[code];
}

/** That the last post is the same is evidence that ours is out after all (networks.md, rule 5). */
function duplicateAt(effect: StepEffect): ErrorClass {
  return effect === 'irreversible' ? 'unknown_outcome' : 'permanent';
}

export function isGone({ code, subcode }: GraphError): boolean {
  return code === 100 && subcode === 33;
}

/** Of a video's status: it will never be shown. */
export function isBroken(status: string | undefined): boolean {
  return status === 'error' || status === 'expired';
}

/** What shows photos and videos in a post. */
export const ATTACHMENTS =
  'attachments{media_type,type,target{id},subattachments.limit(50){media_type,type,target{id}}}';

/** The photos and videos of a post: an album lists its own; a link's card is none. */
export function mediaOf(post: JsonObject): { kind: string; id: string | null }[] {
  return listAt(post, 'attachments').flatMap((attachment) => {
    const inside = listAt(attachment, 'subattachments');
    return (inside.length > 0 ? inside : [attachment]).flatMap(medium);
  });
}

function medium(attachment: JsonObject): { kind: string; id: string | null }[] {
  const kind = textAt(attachment, 'media_type') ?? '';
  // The card of a page that shows a film of its own.
  if (textAt(attachment, 'type')?.includes('share')) return [];
  const id = textAt(attachment, 'target', 'id') ?? null;
  return kind === 'photo' || kind === 'video' ? [{ kind, id }] : [];
}

function listAt(value: JsonObject, name: string): JsonObject[] {
  const data = at(value, name, 'data');
  return Array.isArray(data) ? data.filter(isObject) : [];
}

/** Videos give theirs without a host. */
export function addressIn(node: JsonObject): string | null {
  const url = textAt(node, 'permalink_url');
  if (url?.startsWith('/')) return `https://www.facebook.com${url}`;
  return url?.startsWith('https://') ? url : null;
}

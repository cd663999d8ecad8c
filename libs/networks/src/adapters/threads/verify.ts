import type { AdapterIo, JsonObject, Remote, VerifyResult } from '../../contract.js';
import { at, isObject, textAt } from '../../http/answers.js';
import { callGraph } from '../../graph/call.js';
import type { ContainerState } from '../../graph/container-state.js';
import { canonical } from '../../graph/match.js';
import { api, isGone, mediaIn } from './network.js';

const FIELDS = 'id,text,media_type,children,alt_text,poll_attachment,link_attachment_url';

/** Reads the post back. A network that cannot be asked now proves nothing against it. */
export async function verifyThreadsPost(remote: Remote, state: ContainerState, io: AdapterIo): Promise<VerifyResult> {
  if (remote.id === state.container) return { kind: 'degraded', differences: ['unverified'] };
  const path = encodeURIComponent(remote.id);
  const answer = await callGraph(api, io, { effect: 'none', method: 'GET', path, params: { fields: FIELDS } });
  if (answer.kind === 'failed') return degraded(answer.told && isGone(answer.told) ? ['missing'] : []);
  return degraded(differencesOf(answer.value, state));
}

function degraded(differences: readonly string[]): VerifyResult {
  return differences.length === 0 ? { kind: 'faithful' } : { kind: 'degraded', differences };
}

function differencesOf(post: JsonObject, { wire: { text, media, params } }: ContainerState): string[] {
  const poll = at(post, 'poll_attachment');
  const alt = media.length === 1 ? (media[0]?.altText ?? null) : null;
  const same = {
    text: canonical(textAt(post, 'text') ?? '') === canonical(text),
    media: mediaIn(post) === media.length,
    alt_text: alt === null || textAt(post, 'alt_text') === alt,
    poll: params['poll_attachment'] === undefined || isObject(poll),
    link: params['link_attachment'] === undefined || textAt(post, 'link_attachment_url') !== undefined,
  };
  return Object.entries(same).flatMap(([name, holds]) => (holds ? [] : [name]));
}

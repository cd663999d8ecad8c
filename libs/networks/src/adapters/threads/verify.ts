import type { AdapterIo, Difference, JsonObject, Remote, VerifyResult } from '../../contract.js';
import { differing, verdict } from '../../differences.js';
import { at, isObject, textAt } from '../../http/answers.js';
import { callGraph } from '../../graph/call.js';
import type { ContainerState } from '../../graph/container-state.js';
import { canonical } from '../../graph/match.js';
import { api, isGone, mediaIn } from './network.js';

const FIELDS = 'id,text,media_type,children,alt_text,poll_attachment,link_attachment_url';

/** Reads the post back. A network that cannot be asked now proves nothing against it. */
export async function verifyThreadsPost(remote: Remote, state: ContainerState, io: AdapterIo): Promise<VerifyResult> {
  if (remote.id === state.container) return verdict(['unverified']);
  const path = encodeURIComponent(remote.id);
  const answer = await callGraph(api, io, { effect: 'none', method: 'GET', path, params: { fields: FIELDS } });
  if (answer.kind === 'failed') return verdict(answer.told && isGone(answer.told) ? ['missing'] : []);
  return verdict(differencesOf(answer.value, state));
}

function differencesOf(post: JsonObject, { wire: { text, media, params } }: ContainerState): Difference[] {
  const poll = at(post, 'poll_attachment');
  const alt = media.length === 1 ? (media[0]?.altText ?? null) : null;
  return differing({
    text: canonical(textAt(post, 'text') ?? '') === canonical(text),
    media: mediaIn(post) === media.length,
    alt_text: alt === null || textAt(post, 'alt_text') === alt,
    poll: params['poll_attachment'] === undefined || isObject(poll),
    link: params['link_attachment'] === undefined || textAt(post, 'link_attachment_url') !== undefined,
  });
}

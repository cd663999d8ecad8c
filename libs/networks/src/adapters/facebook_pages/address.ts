import type { AdapterError, AdapterIo, Remote } from '../../contract.js';

export const MESSAGE_UNKNOWN: AdapterError = {
  class: 'permanent',
  code: 'facebook_pages.message_unknown',
  phase: 'before_send',
  detail: 'Neither the id of the post nor an address that tells it is known.',
};

/** The id of what was published, or the address that a person gave where that is all there is. */
export function idOrAddress({ id, url }: Pick<Remote, 'id' | 'url'>): string {
  return id === '' ? (url ?? '') : id;
}

/**
 * What names a post of the page: its id, or the number in its address. Null: neither is known, as where the address has a
 * `pfbid`, of which only Facebook knows the post.
 */
export function nameIn(idOrUrl: string, { account }: AdapterIo): string | null {
  if (!URL.canParse(idOrUrl)) return idOrUrl === '' ? null : idOrUrl;
  const { hostname, pathname, searchParams } = new URL(idOrUrl);
  if (!/(?:^|\.)facebook\.com$/.test(hostname)) return null;
  const [, video] = /\/(?:videos\/(?:[^/]+\/)?|reel\/)(\d+)\/?$/.exec(pathname) ?? [];
  if (video !== undefined) return video;
  const [, post] = /\/posts\/(?:[^/]+\/)?(\d+)\/?$/.exec(pathname) ?? [];
  const number = post ?? searchParams.get('story_fbid') ?? '';
  return /^\d+$/.test(number) ? `${account.credentials['accountId']}_${number}` : null;
}

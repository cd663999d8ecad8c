import type { Remote } from '../../contract.js';

/**
 * What names a post: its URN, or the one in the address that a person gave, as feeds (`urn:li:share:1`) and pages
 * (`…-share-1-AbCd`) write it. Null: neither is known. An activity is what feeds show of a post: comments stand below it
 * as well, and nothing else knows it.
 */
export function postUrn({ id, url }: Remote): string | null {
  if (id.startsWith('urn:li:')) return id;
  const address = URL.canParse(url ?? '') ? new URL(url!) : null;
  if (!address || !/(?:^|\.)linkedin\.com$/.test(address.hostname)) return null;
  // People's names in it are escaped in ways that need not be UTF-8.
  const [, kind, number] = /(?:[:-]|%3A)(share|ugcPost|activity)(?:[:-]|%3A)(\d+)/i.exec(address.pathname) ?? [];
  return kind === undefined ? null : `urn:li:${KINDS[kind.toLowerCase()]}:${number}`;
}

const KINDS: Readonly<Record<string, string>> = { share: 'share', ugcpost: 'ugcPost', activity: 'activity' };

import type { Remote } from '../../contract.js';

/** What names a video or a comment: its id, or that of the video in the address that a person gave. Null: neither is known. */
export function nameOf({ id, url }: Remote): string | null {
  if (id !== '') return id;
  const address = URL.canParse(url ?? '') ? new URL(url!) : null;
  if (!address || !/(?:^|\.)(?:youtube\.com|youtu\.be)$/.test(address.hostname)) return null;
  const named = address.searchParams.get('v') ?? address.pathname.split('/').findLast(Boolean) ?? '';
  return isVideo(named) ? named : null;
}

/** Ids of videos have eleven characters, those of comments more. */
export function isVideo(id: string): boolean {
  return /^[\w-]{11}$/.test(id);
}

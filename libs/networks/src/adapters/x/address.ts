import type { Remote } from '../../contract.js';

/** What names a post: its number, or the one in the address that a person gave. Null: neither is known. */
export function postId({ id, url }: Remote): string | null {
  return /^\d+$/.test(id) ? id : (ADDRESS.exec(url ?? '')?.[1] ?? null);
}

const ADDRESS = /^https:\/\/(?:(?:www|mobile)\.)?(?:x|twitter)\.com\/(?:\w+|i\/web)\/status\/(\d+)(?:[/?#]|$)/;

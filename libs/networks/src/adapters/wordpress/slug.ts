import { createHash } from 'node:crypto';

/** Leaves room for what is put behind it: WordPress keeps 200 characters. */
const LONGEST_NAME = 80;

/**
 * The name of a post in its address: words of its title for people, then twelve characters of the unit's key, which make
 * it the post's own. Only what WordPress's `sanitize_title` leaves as it is, or the post could not be found again.
 */
export function slugOf(title: string, key: string): string {
  const words = plain(title).slice(0, LONGEST_NAME).replace(/-+$/, '');
  const own = createHash('sha256').update(key).digest('hex').slice(0, 12);
  return words === '' ? `m-${own}` : `${words}-${own}`;
}

/** The name of the medium at `index` (from 0); media and posts share one list of names. */
export function mediaSlugOf(slug: string, index: number): string {
  return `${slug}-file-${index + 1}`;
}

/** The name that WordPress gives a second thing of this name. */
export function secondSlugOf(slug: string): string {
  return `${slug}-2`;
}

function plain(title: string): string {
  const bare = title.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return bare
    .replaceAll(/[’']/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '');
}

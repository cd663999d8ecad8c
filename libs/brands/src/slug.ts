/** A DNS label's worth: what still reads well in a URL. */
export const MAX_SLUG = 63;

// What Unicode does not decompose, in the languages our users write.
const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
};

/** `text` in lower-case ASCII words joined by hyphens, at most `max` long; empty when nothing of it is left. */
export function slugify(text: string, max = MAX_SLUG): string {
  const slug = toAscii(text)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  if (slug.length <= max) return slug;
  const lastWord = slug.slice(0, max + 1).lastIndexOf('-');
  return slug.slice(0, lastWord > 0 ? lastWord : max);
}

function toAscii(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[æœßøłđðþ]/g, (letter) => LETTERS[letter] ?? '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '');
}

/** `base`, or the first of `base-2`, `base-3`, … that is not among `taken`. */
export function freeSlug(base: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base.slice(0, MAX_SLUG - String(number).length - 1)}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

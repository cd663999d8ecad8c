import { type CountingUnit, measure } from '#counting';
import type { Localised } from '#kernel';

/** What a person calls a unit. */
export const UNIT_NAMES: Readonly<Record<CountingUnit, Localised>> = {
  graphemes: { en: 'characters', fr: 'caractères' },
  code_points: { en: 'characters', fr: 'caractères' },
  utf16_units: { en: 'characters', fr: 'caractères' },
  utf8_bytes: { en: 'bytes', fr: 'octets' },
  x_weighted: { en: 'characters as X counts them', fr: 'caractères comptés par X' },
  mastodon: { en: 'characters as Mastodon counts them', fr: 'caractères comptés par Mastodon' },
  linkedin_escaped: { en: 'characters as LinkedIn counts them', fr: 'caractères comptés par LinkedIn' },
  threads: { en: 'characters as Threads counts them', fr: 'caractères comptés par Threads' },
};

/** The most that a UTF-16 unit counts: 3 bytes in UTF-8, 2 with its backslash, 3 where X takes a letter apart (U+FB2C). */
const MOST: Readonly<Record<CountingUnit, number>> = {
  graphemes: 1,
  code_points: 1,
  utf16_units: 1,
  utf8_bytes: 3,
  x_weighted: 3,
  mastodon: 1,
  linkedin_escaped: 2,
  threads: 3,
};
/** What a link counts where it counts a fixed length; each has a dot. */
const LINKS: Partial<Record<CountingUnit, number>> = { x_weighted: 23, mastodon: 23 };

/** How long a text is where it is over a limit, else null; texts that are far from it are not counted. */
export function tooLong(text: string, max: number, unit: CountingUnit): number | null {
  const link = LINKS[unit] ?? 0;
  let most = text.length * MOST[unit];
  if (link > 0) for (let at = text.indexOf('.'); at >= 0; at = text.indexOf('.', at + 1)) most += link;
  if (most <= max) return null;
  const used = measure(text, unit);
  return used > max ? used : null;
}

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
/** The same of an ASCII character. */
const MOST_OF_ASCII: Readonly<Record<CountingUnit, number>> = { ...MOST, utf8_bytes: 1, x_weighted: 1, threads: 1 };
/** What a link counts where it counts a fixed length; each has a dot within. */
const LINKS: Partial<Record<CountingUnit, number>> = { x_weighted: 23, mastodon: 23 };

/** How long a text is where it is over a limit, else null; texts that are far from it are not counted. */
export function tooLong(text: string, max: number, unit: CountingUnit): number | null {
  if (text.length * MOST[unit] + text.length * (LINKS[unit] ?? 0) <= max || atMost(text, unit) <= max) return null;
  const used = measure(text, unit);
  return used > max ? used : null;
}

function atMost(text: string, unit: CountingUnit): number {
  const [ascii, other, link] = [MOST_OF_ASCII[unit], MOST[unit], LINKS[unit] ?? 0];
  let most = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    most += code <= LAST_ASCII ? ascii : other;
    if (code === DOT && text.charCodeAt(at + 1) > SPACE) most += link;
  }
  return most;
}

const [SPACE, DOT, LAST_ASCII] = [0x20, 0x2e, 0x7f];

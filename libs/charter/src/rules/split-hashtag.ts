import type { Language } from '#kernel';
import { HASHTAG_WORDS, WHOLE } from '../lexicons/hashtag-words.js';
import { withoutAccents } from '../text/without-accents.js';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));
const KNOWN: Readonly<Record<Language, ReadonlySet<string>>> = {
  fr: words(HASHTAG_WORDS.fr),
  en: words(HASHTAG_WORDS.en),
};
const LONGEST = 16;
/** A word of its own, rather than one that joins two. */
const FULL = 3;

/**
 * The words of a hashtag (without its #) that is written in lower case, or null: written with capitals or underscores, a
 * single word, or made of words that we do not know. Fewest words first.
 */
export function splitHashtag(tag: string, language: Language): string[] | null {
  if (tag !== tag.toLowerCase() || tag.includes('_') || tag.length > 60) return null;
  const plain = withoutAccents(tag);
  if (plain.length !== tag.length || WHOLE.has(plain)) return null;
  const best = shortest(plain, language) ?? shortest(plain, language === 'fr' ? 'en' : 'fr');
  if (!best || best.length < 2 || best.filter((word) => word.length >= FULL).length < 2) return null;
  let at = 0;
  return best.map((word) => tag.slice(at, (at += word.length)));
}

function shortest(plain: string, language: Language): string[] | null {
  const known = KNOWN[language];
  const best: (string[] | null)[] = [[]];
  for (let end = 1; end <= plain.length; end++) {
    best[end] = null;
    for (let start = Math.max(0, end - LONGEST); start < end; start++) {
      const head = best[start];
      if (!head) continue;
      const word = plain.slice(start, end);
      if (!known.has(word)) continue;
      const current = best[end];
      if (!current || head.length + 1 < current.length) best[end] = [...head, word];
    }
  }
  return best[plain.length] ?? null;
}

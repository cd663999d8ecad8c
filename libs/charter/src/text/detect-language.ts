import { FUNCTION_WORDS, type KnownLanguage } from '../lexicons/function-words.js';
import type { Token } from './token.js';

const LANGUAGES = Object.keys(FUNCTION_WORDS) as KnownLanguage[];

/** The languages whose small words each word is. */
const OWNERS = new Map<string, KnownLanguage[]>();
for (const language of LANGUAGES)
  for (const word of FUNCTION_WORDS[language].trim().split(/\s+/)) {
    const owners = OWNERS.get(word) ?? [];
    if (!owners.includes(language)) OWNERS.set(word, [...owners, language]);
  }

const NOBODY: readonly KnownLanguage[] = [];

/** The languages that have a form among their small words. */
export function languagesWith(form: string): readonly KnownLanguage[] {
  return OWNERS.get(form) ?? NOBODY;
}

const NONE = Object.fromEntries(LANGUAGES.map((language) => [language, 0])) as Record<KnownLanguage, number>;

/** Small words by language; a word of several counts for each in part. */
export function countByLanguage(tokens: readonly Token[]): Record<KnownLanguage, number> {
  const counts = { ...NONE };
  for (const { lexeme } of tokens)
    for (const language of lexeme.languages) counts[language] += 1 / lexeme.languages.length;
  return counts;
}

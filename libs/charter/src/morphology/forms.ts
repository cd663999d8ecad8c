import type { Language } from '#kernel';
import { englishAdjective, englishNoun, englishVerb } from './english.js';
import { frenchAdjective, frenchNoun } from './french-nominals.js';
import { frenchVerb } from './french-verbs.js';
import { VERB_TAGS, type VerbTag } from './verb-forms.js';

export type PartOfSpeech = 'v' | 'n' | 'a';

/**
 * Every form of a lemma, lower case with accents; of a verb only those that `tags` name. Null for a French verb that does
 * not end like an infinitive. Generated, never stemmed: sale and salé, poste and poster stay apart.
 */
export function formsOf(
  lemma: string,
  part: PartOfSpeech,
  language: Language,
  tags: readonly VerbTag[] = VERB_TAGS,
): string[] | null {
  if (part === 'n') return language === 'fr' ? frenchNoun(lemma) : englishNoun(lemma);
  if (part === 'a') return language === 'fr' ? frenchAdjective(lemma) : englishAdjective(lemma);
  const verb = language === 'fr' ? frenchVerb(lemma) : englishVerb(lemma);
  return verb && [...new Set(tags.flatMap((tag) => verb[tag]))];
}

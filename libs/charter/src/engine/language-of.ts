import { type Language, LANGUAGES } from '#kernel';
import type { Subject } from '../subject.js';
import type { Analysis } from '../text/analyse.js';
import { countByLanguage } from '../text/detect-language.js';

/** As declared; else the one of the brand's languages that the text has most small words of, the first of equals. */
export function languageOf({ language }: Subject, { tokens }: Analysis, languages: readonly Language[]): Language {
  if (language) return language;
  const known = languages.length > 0 ? languages : LANGUAGES;
  if (known.length === 1) return known[0]!;
  const counts = countByLanguage(tokens);
  return known.reduce((best, next) => (counts[next] > counts[best] ? next : best));
}

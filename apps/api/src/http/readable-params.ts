import { UNIT_NAMES } from '#charter';
import type { Language, Localised, Params } from '#kernel';

/** Words that stand in an error's params by their names in the code. */
const WORDS: Readonly<Record<string, Readonly<Record<string, Localised>>>> = {
  unit: UNIT_NAMES,
  kind: {
    links: { en: 'links', fr: 'liens' },
    hashtags: { en: 'hashtags', fr: 'hashtags' },
    mentions: { en: 'mentions', fr: 'mentions' },
  },
};

/** An error's params as a person reads them in a sentence: `300 caractères`, not `300 graphemes`. */
export function readableParams(params: Params, language: Language): Params {
  const readable = Object.entries(params).map(([name, value]) => [
    name,
    WORDS[name]?.[String(value)]?.[language] ?? value,
  ]);
  return Object.fromEntries(readable) as Params;
}

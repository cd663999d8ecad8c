import type { Localised } from '#kernel';
import type { Report } from '../finding.js';
import type { Rule, RuleContext } from '../rule.js';
import type { KnownLanguage } from '../lexicons/function-words.js';
import { countByLanguage } from '../text/detect-language.js';
import type { Token } from '../text/token.js';

const NAMES: Readonly<Record<KnownLanguage, Localised>> = {
  fr: { en: 'French', fr: 'français' },
  en: { en: 'English', fr: 'anglais' },
  es: { en: 'Spanish', fr: 'espagnol' },
  de: { en: 'German', fr: 'allemand' },
  it: { en: 'Italian', fr: 'italien' },
  nl: { en: 'Dutch', fr: 'néerlandais' },
  pt: { en: 'Portuguese', fr: 'portugais' },
};

/** Small words by which another language is told from the declared one: fewer may be a name or a title. */
const ENOUGH = 3;
const TIMES = 2;

/** A text that is not in the language that was declared. Quotations, addresses and hashtags do not count. */
export const languageMismatch: Rule = {
  meta: {
    id: 'language.mismatch',
    title: { en: 'Another language', fr: 'Une autre langue' },
    rationale: {
      en: 'Readers who chose a language expect it, and screen readers pronounce by it.',
      fr: 'Qui a choisi une langue l’attend, et les lecteurs d’écran la prononcent.',
    },
    severity: 'advise',
    phase: 'sentence',
    options: { type: 'object', additionalProperties: false, properties: {} },
    messages: {
      other: {
        en: 'This reads as {found_en} and is announced as {declared_en}. Change the text or its language.',
        fr: 'Ce texte semble écrit en {found_fr} et il est annoncé en {declared_fr}. Changez le texte ou sa langue.',
      },
    },
    examples: {
      fr: {
        valid: [
          { text: 'Le brunch du dimanche, c’est un must : on vous attend avec « the best of the day » !' },
          { text: 'Merci à tous.' },
        ],
        invalid: [
          {
            text: 'The bakery is open and we have your bread for the weekend.',
            marks: 'The bakery is open and we have your bread for the weekend.',
          },
        ],
      },
      en: {
        valid: [{ text: 'Our crème brûlée is back, and so is the “menu de la semaine avec les amis”.' }],
        invalid: [
          {
            text: 'La boulangerie est ouverte et nous avons votre pain pour le week-end.',
            marks: 'La boulangerie est ouverte et nous avons votre pain pour le week-end.',
          },
        ],
      },
    },
  },
  defaults: {},
  check: ({ analysis, language }: RuleContext<object>): Report[] => {
    if (!hasForeign(analysis.tokens, language)) return [];
    const tokens = analysis.tokens.filter(({ kind, quoted }) => kind === 'word' && !quoted);
    const found = dominant(tokens, language);
    if (!found) return [];
    const [name, declared] = [NAMES[found], NAMES[language]];
    const data = { found_en: name.en, found_fr: name.fr, declared_en: declared.en, declared_fr: declared.fr };
    const words = analysis.tokens.filter(({ kind }) => kind !== 'hashtag' && kind !== 'url' && kind !== 'emoji');
    const span = { start: words[0]!.start, end: words.at(-1)!.end };
    return [{ messageId: 'other', data, span, confidence: 'likely' }];
  },
};

/** Without a small word that the declared language has not, no other can have more of them. */
function hasForeign(tokens: readonly Token[], declared: KnownLanguage): boolean {
  for (const { lexeme } of tokens) if (lexeme.languages.length > 0 && !lexeme.languages.includes(declared)) return true;
  return false;
}

function dominant(tokens: readonly Token[], declared: KnownLanguage): KnownLanguage | null {
  const counts = countByLanguage(tokens);
  let most = declared;
  for (const language of Object.keys(counts) as KnownLanguage[]) if (counts[language] > counts[most]) most = language;
  return most !== declared && counts[most] >= ENOUGH && counts[most] >= TIMES * counts[declared] ? most : null;
}

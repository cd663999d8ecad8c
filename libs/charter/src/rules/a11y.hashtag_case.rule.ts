import type { Rule } from '../rule.js';
import { splitHashtag } from './split-hashtag.js';

/** A hashtag of several words in lower case: screen readers spell it or guess. */
export const a11yHashtagCase: Rule = {
  meta: {
    id: 'a11y.hashtag_case',
    title: { en: 'Hashtag without capitals', fr: 'Mot-dièse sans capitales' },
    rationale: {
      en: 'Capitals let eyes and screen readers tell the words apart.',
      fr: 'Les capitales permettent aux yeux et aux lecteurs d’écran de séparer les mots.',
    },
    severity: 'advise',
    phase: 'live',
    options: { type: 'object', additionalProperties: false, properties: {} },
    messages: {
      lower: {
        en: 'Give each word of {hashtag} a capital: {better}.',
        fr: 'Donnez une capitale à chaque mot de {hashtag} : {better}.',
      },
    },
    examples: {
      fr: {
        valid: [{ text: '#FaitMain #couture' }],
        invalid: [{ text: 'Tout est #faitmain', marks: '#faitmain' }],
      },
      en: {
        valid: [{ text: '#HandMade #sewing' }],
        invalid: [{ text: 'All #smallbusiness', marks: '#smallbusiness' }],
      },
    },
  },
  defaults: {},
  check({ analysis, language }) {
    return analysis.signs.flatMap(({ kind, start, end }) => {
      if (kind !== 'hashtag') return [];
      const hashtag = analysis.text.slice(start, end);
      const words = splitHashtag(hashtag.slice(1), language);
      if (!words) return [];
      const better = `#${words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')}`;
      const span = { start, end };
      const suggestions = [{ label: { en: 'With capitals', fr: 'Avec des capitales' }, span, replacement: better }];
      return [{ messageId: 'lower', data: { hashtag, better }, span, confidence: 'likely' as const, suggestions }];
    });
  },
};

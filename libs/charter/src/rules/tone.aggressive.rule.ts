import { AGGRESSIVE } from '../lexicons/by-language.js';
import { clauses, graded } from '../patterns/hits.js';
import type { Rule } from '../rule.js';

/** Blames, mocks, threatens or dismisses readers or others. */
export const toneAggressive: Rule = {
  meta: {
    id: 'tone.aggressive',
    title: { en: 'Aggressive wording', fr: 'Ton agressif' },
    rationale: {
      en: 'A brand that attacks is quoted for it, and never for the reason.',
      fr: 'Une marque qui attaque est citée pour cela, jamais pour la raison.',
    },
    severity: 'review',
    phase: 'sentence',
    options: { type: 'object', additionalProperties: false, properties: {} },
    messages: {
      aggressive: {
        en: '“{words}” reads as an attack. Say what happened and what you offer.',
        fr: '« {words} » se lit comme une attaque. Dites ce qui s’est passé et ce que vous proposez.',
      },
    },
    examples: {
      fr: {
        valid: [{ text: 'Cette recette, une tuerie ! Le boxeur attaque samedi.' }],
        invalid: [{ text: 'Apprenez à lire avant de commander.', marks: 'Apprenez à lire avant de commander' }],
      },
      en: {
        valid: [{ text: 'A killer deal on boots, and a fighter’s breakfast.' }],
        invalid: [{ text: 'Learn to read before you order.', marks: 'Learn to read before you order' }],
      },
    },
  },
  defaults: {},
  check({ analysis, language }) {
    const found = graded(AGGRESSIVE[language], language, analysis);
    return clauses(found, analysis).map((span) => ({
      messageId: 'aggressive',
      data: { words: analysis.text.slice(span.start, span.end) },
      span,
      confidence: found!.confidence,
    }));
  },
};

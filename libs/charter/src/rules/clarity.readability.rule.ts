import type { Rule } from '../rule.js';

export interface ReadabilityOptions {
  /** Words of the longest sentence that is still easy to follow. */
  maxWords: number;
}

/** A sentence over the limit. Words per sentence tell more about short texts than Flesch or Kandel-Moles do. */
export const clarityReadability: Rule<ReadabilityOptions> = {
  meta: {
    id: 'clarity.readability',
    title: { en: 'Long sentence', fr: 'Phrase longue' },
    rationale: {
      en: 'A reader on a phone loses the thread of a long sentence.',
      fr: 'Sur un téléphone, on perd le fil d’une longue phrase.',
    },
    severity: 'advise',
    phase: 'sentence',
    options: {
      type: 'object',
      additionalProperties: false,
      properties: { maxWords: { type: 'integer', minimum: 8, maximum: 200 } },
    },
    messages: {
      long: {
        en: 'This sentence has {words} words; up to {limit} are easy to follow. Cut it in two.',
        fr: 'Cette phrase compte {words} mots ; jusqu’à {limit}, on la suit sans peine. Coupez-la en deux.',
      },
    },
    examples: {
      fr: {
        valid: [{ text: 'Le pain sort du four à sept heures.' }],
        invalid: [
          {
            text: 'Le pain sort du four à sept heures et le café coule déjà pour tous.',
            options: { maxWords: 10 },
            marks: 'Le pain sort du four à sept heures et le café coule déjà pour tous.',
          },
        ],
      },
      en: {
        valid: [{ text: 'The bread leaves the oven at seven.' }],
        invalid: [
          {
            text: 'The bread leaves the oven at seven and coffee is ready for everyone.',
            options: { maxWords: 10 },
            marks: 'The bread leaves the oven at seven and coffee is ready for everyone.',
          },
        ],
      },
    },
  },
  defaults: { maxWords: 40 },
  check({ analysis, options }) {
    return analysis.sentences.flatMap(({ from, to, start, end }) => {
      if (to - from <= options.maxWords) return [];
      const words = analysis.tokens.slice(from, to).filter(({ kind }) => kind === 'word' || kind === 'number').length;
      if (words <= options.maxWords) return [];
      return [
        { messageId: 'long', data: { words, limit: options.maxWords }, span: { start, end }, confidence: 'certain' },
      ];
    });
  },
};

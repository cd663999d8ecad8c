import { PRESSURE } from '../lexicons/by-language.js';
import { hitsOf, united } from '../patterns/hits.js';
import type { Rule } from '../rule.js';

export interface SalesyOptions {
  /** Markers of urgency, scarcity or hype that are still trade as usual. */
  max: number;
}

/** Two or more markers of pressure: urgency, scarcity, hype. */
export const toneTooSalesy: Rule<SalesyOptions> = {
  meta: {
    id: 'tone.too_salesy',
    title: { en: 'Pressure to buy', fr: 'Pression à l’achat' },
    rationale: {
      en: 'Manufactured urgency sells once and costs trust for long.',
      fr: 'L’urgence fabriquée vend une fois et coûte longtemps en confiance.',
    },
    severity: 'advise',
    phase: 'sentence',
    options: {
      type: 'object',
      additionalProperties: false,
      properties: { max: { type: 'integer', minimum: 0, maximum: 10 } },
    },
    messages: {
      pressure: {
        en: '{count} marks of pressure ({words}). Keep the fact, drop the push.',
        fr: '{count} marques de pression ({words}). Gardez le fait, retirez la pression.',
      },
    },
    examples: {
      fr: {
        valid: [{ text: 'Les soldes commencent mercredi.' }, { text: 'Dernière chance : la vente ferme dimanche.' }],
        invalid: [{ text: 'Dernière chance, foncez !', marks: 'Dernière chance, foncez !' }],
      },
      en: {
        valid: [{ text: 'The sale starts on Wednesday.' }],
        invalid: [{ text: 'Last chance, act now!', marks: 'Last chance, act now' }],
      },
    },
  },
  defaults: { max: 1 },
  check({ analysis, language, options }) {
    const { urgency, scarcity, hype } = PRESSURE[language];
    const evidence = united([urgency, scarcity, hype].flatMap((lines) => hitsOf(lines, language, analysis)));
    if (evidence.length <= options.max) return [];
    const words = evidence.map(({ start, end }) => analysis.text.slice(start, end)).join(', ');
    const span = { start: evidence[0]!.start, end: evidence.at(-1)!.end };
    return [{ messageId: 'pressure', data: { count: evidence.length, words }, span, evidence, confidence: 'likely' }];
  },
};

import { DAY } from '../facts.js';
import type { Rule } from '../rule.js';
import { atNoon } from './calendar-examples.js';

export interface ChurnOptions {
  /** Versions within the days below that are still fine. */
  max: number;
  withinDays: number;
}

/** Too many charter versions in a short time: nobody can follow. Asked when a version is about to come into force. */
export const charterChurn: Rule<ChurnOptions> = {
  meta: {
    id: 'charter.churn',
    title: { en: 'Charter changes often', fr: 'La charte change souvent' },
    rationale: {
      en: 'Writers cannot follow rules that change every week.',
      fr: 'Personne ne peut suivre des règles qui changent chaque semaine.',
    },
    severity: 'advise',
    phase: 'gate',
    needs: ['activations'],
    options: {
      type: 'object',
      additionalProperties: false,
      properties: {
        max: { type: 'integer', minimum: 1, maximum: 100 },
        withinDays: { type: 'integer', minimum: 1, maximum: 365 },
      },
    },
    messages: {
      churn: {
        en: 'Version number {count} within {days} days; up to {limit} can be followed. Gather your changes.',
        fr: '{count}e version en {days} jours ; on en suit {limit} au plus. Regroupez vos changements.',
      },
    },
    examples: {
      fr: {
        valid: [{ text: '', facts: { activations: [atNoon(0), atNoon(20)] } }],
        invalid: [{ text: '', facts: { activations: [0, 1, 2, 3, 4].map(atNoon) } }],
      },
      en: {
        valid: [{ text: '', facts: { activations: [atNoon(0), atNoon(40), atNoon(41), atNoon(42), atNoon(43)] } }],
        invalid: [{ text: '', facts: { activations: [0, 7, 14, 21, 28].map(atNoon) } }],
      },
    },
  },
  defaults: { max: 4, withinDays: 30 },
  check({ facts: { activations }, options }) {
    const [latest] = activations ?? [];
    if (latest === undefined) return [];
    const count = activations!.filter((at) => latest - at <= options.withinDays * DAY).length;
    if (count <= options.max) return [];
    const data = { count, days: options.withinDays, limit: options.max };
    return [{ messageId: 'churn', data, span: null, confidence: 'certain' }];
  },
};

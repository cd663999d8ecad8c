import type { Rule } from '../rule.js';
import { atNoon, EXAMPLE_AT, recent } from './calendar-examples.js';

export interface PromoStreakOptions {
  /** Objectives that sell. */
  objectives: readonly string[];
  /** How many of them in a row are still fine. */
  max: number;
}

const streak = (length: number) =>
  Array.from({ length }, (_, index) => recent('…', atNoon(index + 1), { objective: 'promotions' }));

/** One promotion after the other. */
export const calendarPromoStreak: Rule<PromoStreakOptions> = {
  meta: {
    id: 'calendar.promo_streak',
    title: { en: 'Promotions in a row', fr: 'Promotions en série' },
    rationale: {
      en: 'A page that only sells is one that people stop following.',
      fr: 'Une page qui ne fait que vendre, on cesse de la suivre.',
    },
    severity: 'advise',
    phase: 'gate',
    needs: ['calendar'],
    options: {
      type: 'object',
      additionalProperties: false,
      properties: {
        objectives: { type: 'array', items: { type: 'string', maxLength: 64 }, minItems: 1, maxItems: 30 },
        max: { type: 'integer', minimum: 1, maximum: 20 },
      },
    },
    messages: {
      streak: {
        en: 'This is promotion number {count} in a row; up to {limit} are fine. Give something before you ask again.',
        fr: 'C’est la {count}e promotion d’affilée ; {limit} passent encore. Donnez quelque chose avant de redemander.',
      },
    },
    examples: {
      fr: {
        valid: [
          {
            text: 'Merci !',
            subject: { objective: 'loyalty' },
            facts: { calendar: { at: EXAMPLE_AT, recent: streak(5) } },
          },
        ],
        invalid: [
          {
            text: '-20 %',
            subject: { objective: 'promotions' },
            facts: { calendar: { at: EXAMPLE_AT, recent: streak(3) } },
          },
        ],
      },
      en: {
        valid: [
          {
            text: '20% off',
            subject: { objective: 'promotions' },
            facts: { calendar: { at: EXAMPLE_AT, recent: streak(2) } },
          },
        ],
        invalid: [
          {
            text: '20% off',
            subject: { objective: 'offers' },
            facts: { calendar: { at: EXAMPLE_AT, recent: streak(4) } },
          },
        ],
      },
    },
  },
  defaults: { objectives: ['sales', 'offers', 'promotions'], max: 3 },
  check({ subject, facts: { calendar }, options }) {
    const sells = (objective: string | null): boolean => objective !== null && options.objectives.includes(objective);
    if (!calendar || !sells(subject.objective)) return [];
    const other = calendar.recent.findIndex(({ objective }) => !sells(objective));
    const count = 1 + (other === -1 ? calendar.recent.length : other);
    if (count <= options.max) return [];
    return [{ messageId: 'streak', data: { count, limit: options.max }, span: null, confidence: 'certain' }];
  },
};

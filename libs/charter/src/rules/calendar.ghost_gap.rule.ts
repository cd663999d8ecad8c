import { DAY } from '../facts.js';
import type { Rule } from '../rule.js';
import { atNoon, EXAMPLE_AT, recent } from './calendar-examples.js';

export interface GhostGapOptions {
  /** Days of silence that the charter promises not to exceed. */
  maxDays: number;
}

/** A longer silence before this post than the charter promises. */
export const calendarGhostGap: Rule<GhostGapOptions> = {
  meta: {
    id: 'calendar.ghost_gap',
    title: { en: 'Long silence', fr: 'Long silence' },
    rationale: {
      en: 'A page that is rarely fed makes a ghost of the brand.',
      fr: 'Une page rarement nourrie fait de la marque un fantôme.',
    },
    severity: 'advise',
    phase: 'gate',
    needs: ['calendar'],
    options: {
      type: 'object',
      additionalProperties: false,
      properties: { maxDays: { type: 'integer', minimum: 1, maximum: 365 } },
    },
    messages: {
      gap: {
        en: 'Nothing is planned for {days} days before this; the charter promises {limit} at most. Fill a date in between.',
        fr: 'Rien n’est prévu pendant {days} jours avant ceci ; la charte en promet {limit} au plus. Remplissez une date entre les deux.',
      },
    },
    examples: {
      fr: {
        valid: [{ text: 'Bonjour', facts: { calendar: { at: EXAMPLE_AT, recent: [recent('Hier', atNoon(1))] } } }],
        invalid: [{ text: 'Bonjour', facts: { calendar: { at: EXAMPLE_AT, recent: [recent('Avant', atNoon(20))] } } }],
      },
      en: {
        valid: [{ text: 'Hello', facts: { calendar: { at: EXAMPLE_AT, recent: [recent('Before', atNoon(6))] } } }],
        invalid: [{ text: 'Hello', facts: { calendar: { at: EXAMPLE_AT, recent: [recent('Before', atNoon(15))] } } }],
      },
    },
  },
  defaults: { maxDays: 14 },
  check({ facts: { calendar }, options }) {
    const last = calendar?.recent[0];
    if (!calendar || !last) return [];
    const days = Math.floor((calendar.at - last.at) / DAY);
    if (days <= options.maxDays) return [];
    return [{ messageId: 'gap', data: { days, limit: options.maxDays }, span: null, confidence: 'certain' }];
  },
};

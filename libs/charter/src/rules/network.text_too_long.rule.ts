import { truncateTo } from '#counting';
import type { Report } from '../finding.js';
import { factsOf } from '../networks/network-facts.js';
import { tooLong, UNIT_NAMES } from '../networks/too-long.js';
import type { Rule } from '../rule.js';

/** Longer than a target network takes, counted as that network counts. */
export const networkTextTooLong: Rule = {
  meta: {
    id: 'network.text_too_long',
    title: { en: 'Too long for a network', fr: 'Trop long pour un réseau' },
    rationale: {
      en: 'A network refuses or cuts what is over its limit.',
      fr: 'Un réseau refuse ou coupe ce qui dépasse sa limite.',
    },
    severity: 'block',
    phase: 'live',
    options: { type: 'object', additionalProperties: false, properties: {} },
    messages: {
      long: {
        en: '{network} takes {max} {unit_en}; this text has {used}. Take out {over}, or split it into a thread.',
        fr: '{network} accepte {max} {unit_fr} ; ce texte en compte {used}. Retirez-en {over}, ou coupez-le en fil.',
      },
    },
    examples: {
      fr: {
        valid: [
          { text: 'a'.repeat(280), subject: { networks: ['x'] } },
          { text: 'a'.repeat(281), subject: { networks: ['feed'] } },
        ],
        invalid: [{ text: `${'a'.repeat(280)} fin`, subject: { networks: ['x'] }, marks: ' fin' }],
      },
      en: {
        valid: [{ text: 'a'.repeat(300), subject: { networks: ['bluesky'] } }],
        invalid: [{ text: `${'a'.repeat(300)} end`, subject: { networks: ['bluesky'] }, marks: ' end' }],
      },
    },
  },
  defaults: {},
  check({ analysis: { text }, subject }) {
    return factsOf(subject.networks).flatMap((network) =>
      network.text.flatMap(({ max, unit }): Report[] => {
        const used = tooLong(text, max, unit);
        if (used === null) return [];
        const { en, fr } = UNIT_NAMES[unit];
        const data = { network: network.name, max, used, over: used - max, unit_en: en, unit_fr: fr };
        const span = { start: truncateTo(text, unit, max).length, end: text.length };
        return [{ messageId: 'long', data, span, confidence: network.certain.text ? 'certain' : 'hint' }];
      }),
    );
  },
};

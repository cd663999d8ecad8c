import type { Rule } from '../rule.js';
import { limitOf, limitsSchema, type NetworkLimits } from './network-limits.js';

/** More hashtags than the network or the charter bears. */
export const excessHashtags: Rule<NetworkLimits> = {
  meta: {
    id: 'excess.hashtags',
    title: { en: 'Too many hashtags', fr: 'Trop de mots-dièse' },
    rationale: {
      en: 'A wall of hashtags reads as advertising and is tiring to listen to.',
      fr: 'Un mur de mots-dièse fait réclame et fatigue qui l’écoute.',
    },
    severity: 'advise',
    phase: 'live',
    options: limitsSchema,
    messages: {
      many: {
        en: '{count} hashtags; up to {limit} here. Keep those that your readers follow.',
        fr: '{count} mots-dièse ; {limit} au plus ici. Gardez ceux que vos lecteurs suivent.',
      },
    },
    examples: {
      fr: {
        valid: [{ text: 'Du lin tout l’été #Lin #Couture' }],
        invalid: [{ text: 'Du lin #lin #mode #look', options: { max: 2 }, marks: '#look' }],
      },
      en: {
        valid: [{ text: 'Linen all summer #Linen #Sewing' }],
        invalid: [{ text: 'Linen #linen #fashion #look', options: { max: 2 }, marks: '#look' }],
      },
    },
  },
  defaults: { max: 5, perNetwork: {} },
  check({ analysis, subject, options }) {
    const tags = analysis.signs.filter(({ kind }) => kind === 'hashtag');
    const limit = limitOf(options, subject.networks);
    if (tags.length <= limit) return [];
    const evidence = tags.map(({ start, end }) => ({ start, end }));
    const span = { start: evidence[limit]!.start, end: evidence.at(-1)!.end };
    return [{ messageId: 'many', data: { count: tags.length, limit }, span, evidence, confidence: 'certain' }];
  },
};

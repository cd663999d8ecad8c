import type { Rule } from '../rule.js';
import { limitOf, limitsSchema, type NetworkLimits } from './network-limits.js';

/** More links than the network or the charter bears; the post’s own link counts, and so does each address in the text. */
export const excessLinks: Rule<NetworkLimits> = {
  meta: {
    id: 'excess.links',
    title: { en: 'Too many links', fr: 'Trop de liens' },
    rationale: {
      en: 'Each further link takes readers away from the one that matters.',
      fr: 'Chaque lien de plus détourne de celui qui compte.',
    },
    severity: 'advise',
    phase: 'live',
    options: limitsSchema,
    messages: {
      many: {
        en: '{count} links; up to {limit} here. Keep the one that matters.',
        fr: '{count} liens ; {limit} au plus ici. Gardez celui qui compte.',
      },
    },
    examples: {
      fr: {
        valid: [{ text: 'La carte : https://table.example/carte' }],
        invalid: [{ text: 'La carte https://a.example et les vins https://b.example', marks: 'https://b.example' }],
      },
      en: {
        valid: [{ text: 'The menu: https://table.example/menu' }],
        invalid: [{ text: 'The menu https://a.example and wines https://b.example', marks: 'https://b.example' }],
      },
    },
  },
  defaults: { max: 1, perNetwork: {} },
  check({ analysis, subject, options }) {
    const links = analysis.signs.filter(({ kind }) => kind === 'url');
    const limit = limitOf(options, subject.networks);
    const own = subject.link !== null && !analysis.text.includes(subject.link) ? 1 : 0;
    const count = links.length + own;
    if (count <= limit) return [];
    const evidence = links.map(({ start, end }) => ({ start, end }));
    const span = evidence[Math.max(0, limit - own)] ?? null;
    return [{ messageId: 'many', data: { count, limit }, span, evidence, confidence: 'certain' }];
  },
};

import type { Report } from '../finding.js';
import { factsOf } from '../networks/network-facts.js';
import type { Rule } from '../rule.js';

/** A link where readers of a target network cannot follow one. */
export const networkLinkRefused: Rule = {
  meta: {
    id: 'network.link_refused',
    title: { en: 'A link that nobody can follow', fr: 'Lien que personne ne peut suivre' },
    rationale: {
      en: 'Where a link is plain text, people have to type it: they do not.',
      fr: 'Là où un lien n’est que du texte, il faut le recopier : personne ne le fait.',
    },
    severity: 'advise',
    phase: 'live',
    options: { type: 'object', additionalProperties: false, properties: {} },
    messages: {
      plain: {
        en: 'On {network} this link cannot be followed. Send people to the profile, where it works.',
        fr: 'Sur {network}, ce lien n’est pas cliquable. Renvoyez vers le profil, où il l’est.',
      },
    },
    examples: {
      fr: {
        valid: [{ text: 'La carte : https://table.example/carte', subject: { networks: ['x'] } }],
        invalid: [
          {
            text: 'La carte : https://table.example/carte',
            subject: { networks: ['instagram'] },
            marks: 'https://table.example/carte',
          },
        ],
      },
      en: {
        valid: [{ text: 'The menu is in our profile.', subject: { networks: ['instagram'] } }],
        invalid: [{ text: 'The menu is up.', subject: { networks: ['tiktok'], link: 'https://table.example/menu' } }],
      },
    },
  },
  defaults: {},
  check({ analysis, subject }) {
    const links = analysis.signs.filter(({ kind }) => kind === 'url');
    return factsOf(subject.networks).flatMap(({ name, link }): Report[] => {
      if (link || (links.length === 0 && subject.link === null)) return [];
      const evidence = links.map(({ start, end }) => ({ start, end }));
      return [
        { messageId: 'plain', data: { network: name }, span: evidence[0] ?? null, evidence, confidence: 'certain' },
      ];
    });
  },
};

import type { DisclosureLexicon } from '../lexicon.js';

/**
 * Plain wordings (compared whole, case aside), not patterns: a hashtag may stand among them. ARPP and the French law
 * of 9 June 2023 ask for "Publicité" or "Collaboration commerciale"; hints and English tags are not enough.
 */
export const frenchDisclosure: DisclosureLexicon = {
  purpose: {
    en: 'What discloses an advertisement in French, and what does not.',
    fr: 'Ce qui signale une publicité en français, et ce qui ne suffit pas.',
  },
  accepted: [
    'Publicité',
    '#publicité',
    '#pub',
    'Annonce publicitaire',
    'Communication commerciale',
    'Contenu sponsorisé',
    'Post sponsorisé',
    'Publication sponsorisée',
    'Sponsorisé par',
    'Sponsorisé',
    'Sponsorisée par',
    '#sponsorisé',
    'Partenariat rémunéré',
    'Partenariat commercial',
    'Partenariat payant',
    'En partenariat rémunéré avec',
    'Collaboration commerciale',
    '#collaborationcommerciale',
    'Collaboration rémunérée',
    '#partenariatrémunéré',
    'Publi-rédactionnel',
    'Publireportage',
  ],
  rejected: [
    '#collab',
    '#sp',
    '#spons',
    '#ad',
    '#partner',
    '#ambassador',
    '#partenaire',
    '#ambassadeur',
    '#ambassadrice',
    '#gifted',
    '#cadeau',
    'merci à',
    'en collaboration avec',
    'en partenariat avec',
    'offert par',
    'avec la complicité de',
    'produit offert',
    'Sponsored',
    'Paid partnership',
  ],
};

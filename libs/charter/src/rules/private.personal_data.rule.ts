import { findPersonalData, type PersonalDataKind } from '../personal-data/find-personal-data.js';
import type { Localised } from '#kernel';
import type { Rule } from '../rule.js';

const NAMES: Readonly<Record<PersonalDataKind, Localised>> = {
  phone: { en: 'a telephone number', fr: 'un numéro de téléphone' },
  email: { en: 'a mail address', fr: 'une adresse électronique' },
  iban: { en: 'a bank account', fr: 'un compte bancaire' },
  address: { en: 'a postal address', fr: 'une adresse postale' },
  order: { en: 'an order number beside a name', fr: 'un numéro de commande avec un nom' },
  birth_date: { en: 'a date of birth', fr: 'une date de naissance' },
  social_security: { en: 'a social security number', fr: 'un numéro de sécurité sociale' },
};

const messages = Object.fromEntries(
  Object.entries(NAMES).map(([kind, { en, fr }]) => [
    kind,
    {
      en: `“{found}” looks like ${en}. Take it out: what is published can be copied for ever.`,
      fr: `« {found} » ressemble à ${fr}. Retirez-le : ce qui est publié peut être copié pour toujours.`,
    },
  ]),
);

/** Telephone, mail, address, IBAN, order number with a name, date of birth; the brand’s own public contacts are fine. */
export const privatePersonalData: Rule = {
  meta: {
    id: 'private.personal_data',
    title: { en: 'Personal data', fr: 'Données personnelles' },
    rationale: {
      en: 'A person’s data in public cannot be taken back, and the law protects it (GDPR, article 5).',
      fr: 'Les données d’une personne rendues publiques ne se reprennent pas, et la loi les protège (RGPD, article 5).',
    },
    severity: 'block',
    floor: 'review',
    phase: 'live',
    options: { type: 'object', additionalProperties: false, properties: {} },
    messages,
    examples: {
      fr: {
        valid: [{ text: 'On répond au 3e message, à 10 h 30, promo 2026.' }, { text: 'Commande n° 48213 prête !' }],
        invalid: [
          { text: 'Appelez Léa au 06 39 98 12 34 pour le covoiturage', marks: '06 39 98 12 34' },
          { text: 'Écrivez à lea.martin@poste.example', marks: 'lea.martin@poste.example' },
          { text: 'Madame Martin, votre commande n° LX-20391 est partie', marks: 'commande n° LX-20391' },
          { text: 'Il habite 12 bis rue des Lilas, 44000 Nantes', marks: '12 bis rue des Lilas, 44000 Nantes' },
          { text: 'Léa, née le 3 mai 1987', marks: 'née le 3 mai 1987' },
        ],
      },
      en: {
        valid: [{ text: 'Open 10.30 to 19.00, call us!' }, { text: 'Order 2026-11 is our biggest yet.' }],
        invalid: [
          { text: 'Ring Tom on 07700 900123', marks: '07700 900123' },
          { text: 'Mrs Shaw, your order no. 554021 is on its way', marks: 'order no. 554021' },
          { text: 'She lives at 14 Orchard Lane', marks: '14 Orchard Lane' },
          { text: 'Tom, born on 3 May 1987', marks: 'born on 3 May 1987' },
        ],
      },
    },
  },
  defaults: {},
  check({ analysis: { text }, brand }) {
    return findPersonalData(text, brand).map(({ kind, span }) => ({
      messageId: kind,
      data: { found: text.slice(span.start, span.end) },
      span,
      confidence: 'likely' as const,
    }));
  },
};

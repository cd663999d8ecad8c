import type { Rule } from '../rule.js';

/** No objective or no stage: why is this published? */
export const purposeMissing: Rule = {
  meta: {
    id: 'purpose.missing',
    title: { en: 'No purpose', fr: 'Sans raison d’être' },
    rationale: {
      en: 'A post that nobody can say the reason of serves nobody.',
      fr: 'Une publication dont personne ne sait dire la raison ne sert personne.',
    },
    severity: 'block',
    phase: 'gate',
    options: { type: 'object', additionalProperties: false, properties: {} },
    messages: {
      objective: {
        en: 'Why are you publishing this? Choose an objective.',
        fr: 'Pourquoi publiez-vous ceci ? Choisissez un objectif.',
      },
      stage: {
        en: 'Whom is it for? Choose the stage of the relation it speaks to.',
        fr: 'Pour qui ? Choisissez l’étape de la relation à laquelle il s’adresse.',
      },
    },
    examples: {
      fr: {
        valid: [{ text: 'Bonjour', subject: { objective: 'animer', stage: 'participation' } }],
        invalid: [{ text: 'Bonjour', subject: { objective: null, stage: 'participation' } }],
      },
      en: {
        valid: [{ text: 'Hello', subject: { objective: 'sell', stage: 'purchase' } }],
        invalid: [{ text: 'Hello', subject: { objective: 'sell', stage: null } }],
      },
    },
  },
  defaults: {},
  check({ subject }) {
    const missing = (['objective', 'stage'] as const).filter((part) => !subject[part]);
    return missing.map((messageId) => ({ messageId, span: null, confidence: 'certain' }));
  },
};

import { LANGUAGES } from '#kernel';
import { INVITATIONS } from '../lexicons/by-language.js';
import { hitsOf } from '../patterns/hits.js';
import type { Rule } from '../rule.js';

/** The format asks for an invitation and the text has none. */
export const ctaMissing: Rule = {
  meta: {
    id: 'cta.missing',
    title: { en: 'No invitation', fr: 'Pas d’invitation' },
    rationale: {
      en: 'Readers who are not told what to do next do nothing.',
      fr: 'Qui ne sait pas quoi faire ensuite ne fait rien.',
    },
    severity: 'advise',
    phase: 'gate',
    options: { type: 'object', additionalProperties: false, properties: {} },
    messages: {
      missing: {
        en: 'This format invites people to do something, and the text does not. Say what: come, book, read, answer.',
        fr: 'Ce format invite à faire quelque chose, et le texte ne le dit pas. Dites quoi : venir, réserver, lire, répondre.',
      },
      interaction: {
        en: 'This format asks readers for an answer here. Ask a question, or for a vote or a comment.',
        fr: 'Ce format demande une réponse aux lecteurs, ici même. Posez une question, proposez un vote ou un commentaire.',
      },
    },
    examples: {
      fr: {
        valid: [
          { text: 'Venez goûter samedi.', subject: { invitation: { required: true, kind: 'any' } } },
          { text: 'Le pain est cuit.' },
        ],
        invalid: [{ text: 'Le pain est cuit.', subject: { invitation: { required: true, kind: 'any' } } }],
      },
      en: {
        valid: [
          { text: 'Book your table now.', subject: { invitation: { required: true, kind: 'any' } } },
          { text: 'The bread is ready.' },
        ],
        invalid: [{ text: 'The bread is ready.', subject: { invitation: { required: true, kind: 'interaction' } } }],
      },
    },
  },
  defaults: {},
  check({ analysis, subject: { invitation } }) {
    if (!invitation.required) return [];
    // An invitation in another language than the declared one is still an invitation.
    const isThere = LANGUAGES.some((language) => {
      const { interaction, action } = INVITATIONS[language];
      const kinds = invitation.kind === 'interaction' ? [interaction] : [interaction, action];
      return kinds.some((lines) => hitsOf(lines, language, analysis).length > 0);
    });
    if (isThere) return [];
    const messageId = invitation.kind === 'interaction' ? 'interaction' : 'missing';
    return [{ messageId, span: null, confidence: 'likely' }];
  },
};

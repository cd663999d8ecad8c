import { DISCRIMINATORY } from '../lexicons/by-language.js';
import { clauses, graded } from '../patterns/hits.js';
import type { Rule } from '../rule.js';

/** Belittles people by sex, age, origin, body, disability, orientation or belief. */
export const conductDiscriminatory: Rule = {
  meta: {
    id: 'conduct.discriminatory',
    title: { en: 'Belittles a group', fr: 'Rabaisse un groupe' },
    rationale: {
      en: 'Nobody should read that a brand is not for the likes of them.',
      fr: 'Personne ne devrait lire qu’une marque n’est pas pour les gens comme soi.',
    },
    severity: 'review',
    phase: 'sentence',
    options: { type: 'object', additionalProperties: false, properties: {} },
    messages: {
      group: {
        en: '“{words}” puts a group of people down or shuts it out. Speak of what you offer, not of who people are.',
        fr: '« {words} » rabaisse ou exclut un groupe de personnes. Parlez de ce que vous proposez, pas de ce que sont les gens.',
      },
    },
    examples: {
      fr: {
        valid: [{ text: 'Un atelier pour tous, enfants et grands-parents compris.' }],
        invalid: [{ text: 'Il pleure comme une fille.', marks: 'comme une fille' }],
      },
      en: {
        valid: [{ text: 'A workshop for everyone, children and grandparents too.' }],
        invalid: [{ text: 'You throw like a girl.', marks: 'throw like a girl' }],
      },
    },
  },
  defaults: {},
  check({ analysis, language }) {
    const found = graded(DISCRIMINATORY[language], language, analysis);
    return clauses(found, analysis).map((span) => ({
      messageId: 'group',
      data: { words: analysis.text.slice(span.start, span.end) },
      span,
      confidence: found!.confidence,
    }));
  },
};

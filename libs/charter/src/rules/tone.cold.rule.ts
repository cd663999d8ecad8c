import { COLD } from '../lexicons/by-language.js';
import { clauses, graded } from '../patterns/hits.js';
import type { Rule } from '../rule.js';
import { warmerFor } from './warmer.js';

/** Impersonal, administrative or curt wording towards the public. */
export const toneCold: Rule = {
  meta: {
    id: 'tone.cold',
    title: { en: 'Cold wording', fr: 'Ton froid' },
    rationale: {
      en: 'A conversation that is too cold drives people away.',
      fr: 'Une conversation trop froide fait partir les gens.',
    },
    severity: 'advise',
    phase: 'sentence',
    options: { type: 'object', additionalProperties: false, properties: {} },
    messages: {
      cold: {
        en: '“{words}” keeps people at a distance. Speak to them: say what you can do, and for whom.',
        fr: '« {words} » met les gens à distance. Parlez-leur : dites ce que vous pouvez faire, et pour qui.',
      },
    },
    examples: {
      fr: {
        valid: [{ text: 'Besoin d’un échange ? Passez nous voir, on s’en occupe.' }],
        invalid: [{ text: 'Veuillez noter la fermeture du lundi.', marks: 'Veuillez noter la fermeture du lundi' }],
      },
      en: {
        valid: [{ text: 'Need a swap? Drop in and we will sort it out.' }],
        invalid: [
          { text: 'Please be advised that we close on Monday.', marks: 'Please be advised that we close on Monday' },
        ],
      },
    },
  },
  defaults: {},
  check(context) {
    const { analysis, language } = context;
    const found = graded(COLD[language], language, analysis);
    return clauses(found, analysis).map((span) => ({
      messageId: 'cold',
      data: { words: analysis.text.slice(span.start, span.end) },
      span,
      confidence: found!.confidence,
      suggestions: warmerFor(span, context),
    }));
  },
};

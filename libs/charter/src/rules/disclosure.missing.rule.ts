import type { Language } from '#kernel';
import { DISCLOSURE } from '../lexicons/by-language.js';
import type { Rule } from '../rule.js';
import type { Token } from '../text/token.js';
import { analyse } from '../text/analyse.js';

export interface DisclosureOptions {
  /** Wordings that the law of the readers accepts, by language of the text; a hashtag stands for itself alone. */
  accepted: Readonly<Record<Language, readonly string[]>>;
}

/** Sponsored, without the words that say so in the language of the text. */
export const disclosureMissing: Rule<DisclosureOptions> = {
  meta: {
    id: 'disclosure.missing',
    title: { en: 'Undisclosed advertising', fr: 'Publicité non signalée' },
    rationale: {
      en: 'Readers must see that a post is paid for (UK CAP code 2.1; French law of 9 June 2023 on commercial influence, article 5).',
      fr: 'Les lecteurs doivent voir qu’une publication est payée (loi du 9 juin 2023 sur l’influence commerciale, article 5 ; code CAP britannique 2.1).',
    },
    severity: 'block',
    phase: 'gate',
    options: {
      type: 'object',
      additionalProperties: false,
      properties: {
        accepted: {
          type: 'object',
          additionalProperties: false,
          properties: {
            en: { type: 'array', items: { type: 'string', minLength: 1, maxLength: 80 }, maxItems: 20 },
            fr: { type: 'array', items: { type: 'string', minLength: 1, maxLength: 80 }, maxItems: 20 },
          },
        },
      },
    },
    messages: {
      missing: {
        en: 'This is sponsored and does not say so. Write one of: {accepted}.',
        fr: 'C’est sponsorisé et rien ne le dit. Écrivez l’une de ces mentions : {accepted}.',
      },
    },
    examples: {
      fr: {
        valid: [{ text: 'Collaboration commerciale avec Zéphyr : le vélo du mois', subject: { sponsored: true } }],
        invalid: [{ text: 'Merci à Zéphyr pour ce vélo ! #collab', subject: { sponsored: true } }],
      },
      en: {
        valid: [{ text: '#ad The bike of the month', subject: { sponsored: true } }],
        invalid: [{ text: 'Thanks to Zephyr for the bike! #sp', subject: { sponsored: true } }],
      },
    },
  },
  defaults: { accepted: { fr: DISCLOSURE.fr.accepted, en: DISCLOSURE.en.accepted } },
  check({ subject, analysis, language, options }) {
    if (!subject.sponsored) return [];
    const accepted = options.accepted[language];
    if (wordingsOf(accepted).some((words) => says(analysis.tokens, words))) return [];
    return [{ messageId: 'missing', data: { accepted: accepted.join(', ') }, span: null, confidence: 'certain' }];
  },
};

const known = new WeakMap<readonly string[], readonly (readonly string[])[]>();

function wordingsOf(accepted: readonly string[]): readonly (readonly string[])[] {
  let wordings = known.get(accepted);
  if (!wordings)
    known.set(
      accepted,
      (wordings = accepted.map((wording) => analyse(wording).tokens.map(({ lexeme }) => lexeme.plain))),
    );
  return wordings;
}

function says(tokens: readonly Token[], words: readonly string[]): boolean {
  return tokens.some((_, at) => words.every((word, index) => tokens[at + index]?.lexeme.plain === word));
}

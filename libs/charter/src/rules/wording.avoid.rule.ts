import type { Language, Localised } from '#kernel';
import type { Report, Suggestion } from '../finding.js';
import { groupLists, hitsOfEach, type ListGroup } from '../patterns/hits.js';
import type { Rule } from '../rule.js';
import type { Span } from '../text/quotations.js';

/** Lines of an author's own, why they are unwelcome, and what to write instead. */
export interface AvoidedWording {
  fr?: readonly string[];
  en?: readonly string[];
  because?: Localised;
  /** Takes the place of what was found. */
  instead?: { fr?: string; en?: string };
}

export interface WordingOptions {
  words: readonly AvoidedWording[];
}

const lines = {
  type: 'array',
  maxItems: 500,
  items: { type: 'string', minLength: 1, maxLength: 300 },
  format: 'patterns',
};
const text = { type: 'string', minLength: 1, maxLength: 200 };

/** Words and phrases of the charter's own, with what to write instead. */
export const wordingAvoid: Rule<WordingOptions> = {
  meta: {
    id: 'wording.avoid',
    title: { en: 'Words we avoid', fr: 'Les mots que nous évitons' },
    rationale: {
      en: 'A brand is known by its words, and by those that it leaves to others.',
      fr: 'Une marque se reconnaît à ses mots, et à ceux qu’elle laisse aux autres.',
    },
    severity: 'advise',
    phase: 'live',
    options: {
      type: 'object',
      additionalProperties: false,
      properties: {
        words: {
          type: 'array',
          maxItems: 200,
          items: {
            type: 'object',
            additionalProperties: false,
            properties: {
              fr: lines,
              en: lines,
              because: {
                type: 'object',
                additionalProperties: false,
                required: ['en', 'fr'],
                properties: { en: text, fr: text },
              },
              instead: { type: 'object', additionalProperties: false, properties: { en: text, fr: text } },
            },
          },
        },
      },
    },
    messages: {
      avoided: {
        en: 'This brand does not say “{words}”.',
        fr: 'La marque ne dit pas « {words} ».',
      },
      because: {
        en: 'This brand does not say “{words}”: {because_en}',
        fr: 'La marque ne dit pas « {words} » : {because_fr}',
      },
    },
    examples: {
      fr: {
        valid: [{ text: 'Nos clientes reviennent.', options: { words: [{ fr: ['cible@n'] }] } }],
        invalid: [
          {
            text: 'Notre cible adore le lin.',
            options: { words: [{ fr: ['notre cible@n'], instead: { fr: 'vous' } }] },
            marks: 'Notre cible',
          },
        ],
      },
      en: {
        valid: [{ text: 'Our customers come back.', options: { words: [{ en: ['target@n'] }] } }],
        invalid: [
          {
            text: 'Our targets love linen.',
            options: {
              words: [{ en: ['target@n'], because: { en: 'people are not targets.', fr: 'ce sont des gens.' } }],
            },
            marks: 'targets',
          },
        ],
      },
    },
  },
  defaults: { words: [] },
  lists: groupFor,
  check({ analysis, language, options }) {
    const found = hitsOfEach(groupFor(options, language), analysis) ?? [];
    return found.flatMap((hits, index) =>
      hits.map((span) => toReport(options.words[index]!, span, language, analysis.text)),
    );
  },
};

const groups = new WeakMap<WordingOptions, Partial<Record<Language, ListGroup>>>();

/** All the lines of an article, looked for together. */
function groupFor(options: WordingOptions, language: Language): ListGroup {
  const known = groups.get(options) ?? {};
  groups.set(options, known);
  return (known[language] ??= groupLists(
    options.words.map((wording) => wording[language] ?? []),
    language,
  ));
}

function toReport(wording: AvoidedWording, { start, end }: Span, language: Language, text: string): Report {
  return {
    messageId: wording.because ? 'because' : 'avoided',
    data: {
      words: text.slice(start, end),
      because_en: wording.because?.en ?? '',
      because_fr: wording.because?.fr ?? '',
    },
    span: { start, end },
    confidence: 'certain',
    suggestions: suggestionsFor(wording, language, text, start, end),
  };
}

function suggestionsFor(
  { instead }: AvoidedWording,
  language: Language,
  written: string,
  start: number,
  end: number,
): Suggestion[] {
  const word = instead?.[language];
  if (!word) return [];
  const capital = /^\p{Lu}/u.test(written.slice(start, end));
  const replacement = capital ? word[0]!.toUpperCase() + word.slice(1) : word;
  return [
    { label: { en: `Write “${replacement}”`, fr: `Écrire « ${replacement} »` }, span: { start, end }, replacement },
  ];
}

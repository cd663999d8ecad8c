import { PROFANITY } from '../lexicons/by-language.js';
import { hitsOf, overlaps, united } from '../patterns/hits.js';
import { type Literals, literalsOf } from '../patterns/literals.js';
import type { Report } from '../finding.js';
import type { Rule, RuleContext } from '../rule.js';
import type { Analysis } from '../text/analyse.js';
import { lexemeOf } from '../text/lexemes.js';
import type { Token } from '../text/token.js';
import { isMasked, reads } from '../text/unmask.js';

/** Swear words, masked ones included. */
export const conductProfanity: Rule = {
  meta: {
    id: 'conduct.profanity',
    title: { en: 'Swear word', fr: 'Grossièreté' },
    rationale: {
      en: 'What a brand says is read by children, colleagues and those it is not meant for.',
      fr: 'Ce que dit une marque est lu par des enfants, des collègues et ceux à qui ce n’est pas destiné.',
    },
    severity: 'block',
    phase: 'live',
    options: { type: 'object', additionalProperties: false, properties: {} },
    messages: {
      swear: {
        en: '“{words}” is a swear word. Say it otherwise.',
        fr: '« {words} » est une grossièreté. Dites-le autrement.',
      },
    },
    examples: {
      fr: {
        valid: [{ text: 'Chili con carne, cul de poule et salopette.' }],
        invalid: [
          { text: 'Quelle merde, ce temps', marks: 'merde' },
          { text: 'Quelle m*rde, ce temps', marks: 'm*rde' },
        ],
      },
      en: {
        valid: [{ text: 'A classic cocktail in Scunthorpe, with cockles.' }],
        invalid: [
          { text: 'This is fucking good', marks: 'fucking' },
          { text: 'What the f**k', marks: 'f**k' },
        ],
      },
    },
  },
  defaults: {},
  check: (context) => swearing(context),
};

/** Without one of these no word is masked. */
const MASKS = /[*@$]|[^\s]#|[^\s\d][01345][^\s\d]/;

function swearing({ analysis, language }: RuleContext<object>): Report[] {
  const { severe, innocent } = PROFANITY[language];
  const read = MASKS.test(analysis.text) ? unmasked(analysis, literalsOf(severe, language)) : analysis;
  const harmless = hitsOf(innocent, language, analysis);
  const found = hitsOf(severe, language, read).filter((hit) => !harmless.some((other) => overlaps(hit, other)));
  return united(found).map((span) => ({
    messageId: 'swear',
    data: { words: analysis.text.slice(span.start, span.end) },
    span,
    confidence: 'certain',
  }));
}

/** The same text, each masked word read as the swear word that it can stand for. */
function unmasked(analysis: Analysis, { words, stems }: Literals): Analysis {
  const hides = ({ kind, form }: Token): boolean => kind !== 'hashtag' && isMasked(form);
  if (!analysis.tokens.some(hides)) return analysis;
  /** What each masked form stands for: a text that repeats itself is read once. */
  const read = new Map<string, string | null>();
  const standsFor = (masked: string): string | null => {
    for (const word of words) if (reads(masked, word)) return word;
    for (const stem of stems) if (reads(masked.slice(0, stem.length), stem)) return stem;
    return null;
  };
  const tokens = analysis.tokens.map((token) => {
    if (!hides(token)) return token;
    let form = read.get(token.form);
    if (form === undefined) read.set(token.form, (form = standsFor(token.form)));
    if (form === null) return token;
    const lexeme = lexemeOf(form, token.lexeme);
    return { ...token, lexeme, form: lexeme.form };
  });
  return { ...analysis, tokens, memory: new Map() };
}

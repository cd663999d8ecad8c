import type { Report } from '../finding.js';
import type { Rule, RuleContext } from '../rule.js';
import type { Span } from '../text/quotations.js';
import type { Token } from '../text/token.js';
import { ACRONYMS } from '../lexicons/acronyms.js';

export interface ShoutingOptions {
  /** Words in capitals in a row that are still no shouting. */
  maxCapitals: number;
  /** Exclamation and question marks in a row, counted together, that are still no shouting. */
  maxMarks: number;
}

/** 2+ capitalised words in a row that are no acronyms, 3+ exclamation or question marks. */
export const toneShouting: Rule<ShoutingOptions> = {
  meta: {
    id: 'tone.shouting',
    title: { en: 'Shouting', fr: 'Crier' },
    rationale: {
      en: 'Capitals and rows of marks read as shouting, and screen readers spell them out.',
      fr: 'Les capitales et les signes en série se lisent comme un cri, et les lecteurs d’écran les épellent.',
    },
    severity: 'advise',
    phase: 'live',
    options: {
      type: 'object',
      additionalProperties: false,
      properties: {
        maxCapitals: { type: 'integer', minimum: 0, maximum: 20 },
        maxMarks: { type: 'integer', minimum: 0, maximum: 20 },
      },
    },
    messages: {
      capitals: {
        en: '“{words}” is in capitals. Write it in lower case: the sentence says enough.',
        fr: '« {words} » est en capitales. Écrivez-le en minuscules : la phrase en dit assez.',
      },
      marks: {
        en: '“{marks}”: one mark is enough.',
        fr: '« {marks} » : un seul signe suffit.',
      },
    },
    examples: {
      fr: {
        valid: [{ text: 'Le SAV répond du lundi au vendredi !' }, { text: 'On a hâte !!' }],
        invalid: [
          { text: 'Venez, c’est TOUT GRATUIT ce soir', marks: 'TOUT GRATUIT' },
          { text: 'Vous venez ?!?', marks: '?!?' },
        ],
      },
      en: {
        valid: [{ text: 'Our FAQ is online. VIP night on Friday!' }, { text: 'See you soon!!' }],
        invalid: [
          { text: 'Come in, EVERYTHING MUST go today', marks: 'EVERYTHING MUST' },
          { text: 'New dates!!!', marks: '!!!' },
        ],
      },
    },
  },
  defaults: { maxCapitals: 1, maxMarks: 2 },
  check: (context) => [...capitals(context), ...marks(context)],
};

function capitals({ analysis, brand, options }: RuleContext<ShoutingOptions>): Report[] {
  if (!analysis.tokens.some(({ capital }) => capital === 'all')) return [];
  const known = knownTo(brand.acronyms);
  const runs: Token[][] = [];
  let run: Token[] = [];
  const close = (): void => {
    if (run.filter((token) => isLoud(token, known)).length > options.maxCapitals) runs.push(trimmed(run, known));
    run = [];
  };
  for (const token of analysis.tokens) {
    const sameSentence = run.length === 0 || run[0]!.sentence === token.sentence;
    if (!sameSentence) close();
    if (token.kind === 'word' && (token.capital === 'all' || (run.length > 0 && isLetter(token)))) run.push(token);
    else if (token.kind === 'word') close();
    else if (token.kind !== 'number' && token.form !== ',' && token.form !== "'") close();
  }
  close();
  return runs.map((loud) => {
    const span = { start: loud[0]!.start, end: loud.at(-1)!.end };
    return {
      messageId: 'capitals',
      data: { words: analysis.text.slice(span.start, span.end) },
      span,
      confidence: 'certain',
    };
  });
}

const known = new WeakMap<readonly string[], ReadonlySet<string>>();

function knownTo(acronyms: readonly string[]): ReadonlySet<string> {
  let words = known.get(acronyms);
  if (!words) known.set(acronyms, (words = new Set([...ACRONYMS, ...acronyms.map((word) => word.toLowerCase())])));
  return words;
}

/** À and I are capitals wherever they stand, and say nothing by themselves. */
function isLetter({ form, capital }: Token): boolean {
  return capital === 'initial' && form.replace("'", '').length === 1;
}

function isLoud(token: Token, known: ReadonlySet<string>): boolean {
  return token.capital === 'all' && !/\d/.test(token.form) && !known.has(token.form) && !known.has(token.lexeme.plain);
}

/** Acronyms at its edges are no part of a cry. */
function trimmed(run: readonly Token[], known: ReadonlySet<string>): Token[] {
  const first = run.findIndex((token) => isLoud(token, known));
  const last = run.findLastIndex((token) => isLoud(token, known));
  return run.slice(first, last + 1);
}

const MARKS = new Set(['!', '?', '‼', '⁉']);

function marks({ analysis, options }: RuleContext<ShoutingOptions>): Report[] {
  const rows: Span[] = [];
  for (const { kind, form, start, end } of analysis.tokens) {
    if (kind === 'word' || !MARKS.has(form)) continue;
    const last = rows.at(-1);
    if (last && last.end === start) last.end = end;
    else rows.push({ start, end });
  }
  return rows
    .filter(({ start, end }) => end - start > options.maxMarks)
    .map((span) => ({
      messageId: 'marks',
      data: { marks: analysis.text.slice(span.start, span.end) },
      span,
      confidence: 'certain' as const,
      suggestions: [
        {
          label: { en: 'One mark', fr: 'Un seul signe' },
          span,
          replacement: analysis.text.slice(span.start, span.end).includes('?') ? '?' : '!',
        },
      ],
    }));
}

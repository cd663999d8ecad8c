import type { Entry, Lexicon, Sense } from './lexicon.js';
import { correct } from './spelling.js';
import type { Token } from './tokens.js';
import type { Role } from './vocabulary.js';

/** One or more tokens that mean something together. */
export interface Term {
  sense: Sense;
  start: number;
  end: number;
  /** The word it was read as, when it was misspelt. */
  readAs: string | null;
  known: boolean;
}

const SIGN_ROLES: Readonly<Record<string, readonly Role[]>> = {
  ':': ['colon'],
  '.': ['point'],
  ',': ['and', 'comma'],
  '&': ['and'],
  '/': ['slash', 'outOf'],
  '@': ['at'],
  '-': ['dash'],
};

/** Reads tokens into terms: at each place the longest entry of the lexicon wins. */
export function readTerms(tokens: readonly Token[], lexicon: Lexicon): Term[] {
  const spelt = tokens.map((token) => spell(token, lexicon));
  const terms: Term[] = [];
  for (let at = 0; at < spelt.length;) {
    const { term, length } = termAt(spelt, at, lexicon);
    terms.push(term);
    at += length;
  }
  return terms;
}

interface SpeltToken extends Token {
  readAs: string | null;
}

function spell(token: Token, lexicon: Lexicon): SpeltToken {
  const known = token.kind !== 'word' || lexicon.words.has(token.text) || lexicon.ordinalMarks.has(token.text);
  const readAs = known ? null : correct(token.text, lexicon);
  return { ...token, text: readAs ?? token.text, readAs };
}

function termAt(tokens: readonly SpeltToken[], at: number, lexicon: Lexicon): { term: Term; length: number } {
  const token = tokens[at]!;
  for (const entry of lexicon.entries.get(token.text) ?? []) {
    const length = lengthOf(entry, tokens, at);
    if (length > 0) return { term: makeTerm(tokens.slice(at, at + length), entry.sense), length };
  }
  if (token.kind === 'number') return numberAt(tokens, at, lexicon);
  const roles = SIGN_ROLES[token.text];
  return { term: makeTerm([token], roles ? { roles } : {}), length: 1 };
}

/** How many tokens the entry takes here, hyphens between its words included; 0 when it does not stand here. */
function lengthOf({ words }: Entry, tokens: readonly SpeltToken[], at: number): number {
  let next = at;
  for (const [index, word] of words.entries()) {
    if (index > 0 && tokens[next]?.text === '-') next++;
    if (tokens[next]?.text !== word) return 0;
    next++;
  }
  return next - at;
}

function numberAt(tokens: readonly SpeltToken[], at: number, lexicon: Lexicon): { term: Term; length: number } {
  const [token, mark] = [tokens[at]!, tokens[at + 1]];
  if (token.text.length > 4) return { term: makeTerm([token], {}), length: 1 };
  const number = Number(token.text);
  const marked = mark !== undefined && lexicon.ordinalMarks.has(mark.text) && (mark.glued || mark.text.length > 1);
  return marked
    ? { term: makeTerm([token, mark], { ordinal: number }), length: 2 }
    : { term: makeTerm([token], { number }), length: 1 };
}

function makeTerm(tokens: readonly SpeltToken[], sense: Sense): Term {
  const misspelt = tokens.filter(({ readAs }) => readAs !== null);
  return {
    sense,
    start: tokens[0]!.start,
    end: tokens.at(-1)!.end,
    readAs: misspelt.length > 0 ? tokens.map(({ text }) => text).join(' ') : null,
    known: Object.keys(sense).length > 0,
  };
}

/** Whether the term at `at` can play one of `roles`. */
export function is(terms: readonly Term[], at: number, ...roles: Role[]): boolean {
  return terms[at]?.sense.roles?.some((role) => roles.includes(role)) ?? false;
}

/** The first place from `at` on whose term plays none of `roles`. */
export function skip(terms: readonly Term[], at: number, ...roles: Role[]): number {
  let next = at;
  while (is(terms, next, ...roles)) next++;
  return next;
}

import { foldWord, splitWord } from './split-word.js';
import type { Token, TokenKind } from './token.js';
import { withoutAccents } from './without-accents.js';

/** What a part of a written word, or a sign, is, wherever it stands; offsets into what was written. */
export interface Lexeme extends Pick<Token, 'start' | 'end' | 'kind' | 'form' | 'plain' | 'capital' | 'number'> {}

/** Writings that are remembered, before all are forgotten, and how long they may be. */
const MOST = 20_000;
const LONGEST = 40;

const known = new Map<TokenKind, Map<string, readonly Lexeme[]>>();

/** Texts say the same words again and again: what each of them is made of is told once. */
export function lexemesOf(written: string, kind: TokenKind): readonly Lexeme[] {
  let ofKind = known.get(kind);
  if (!ofKind) known.set(kind, (ofKind = new Map()));
  const before = ofKind.get(written);
  if (before) return before;
  const lexemes = kind === 'word' ? ofWord(written) : [ofSign(written, kind)];
  if (written.length > LONGEST) return lexemes;
  if (ofKind.size >= MOST) ofKind.clear();
  ofKind.set(written, lexemes);
  return lexemes;
}

/** What a token is that is read as another form: equal ones have the same number. */
export function asForm(
  form: string,
  { kind, capital }: Pick<Token, 'kind' | 'capital'>,
): Omit<Lexeme, 'start' | 'end'> {
  return { kind, form, plain: withoutAccents(form), capital, number: numberOf(`${kind} ${capital} ${form}`) };
}

let next = 0;
const numbers = new Map<string, number>();

/** What is forgotten gets another: none means two things. */
function numberOf(name: string): number {
  let number = numbers.get(name);
  if (number !== undefined) return number;
  if (numbers.size >= 2 * MOST) numbers.clear();
  numbers.set(name, (number = next++));
  return number;
}

function ofSign(written: string, kind: TokenKind): Lexeme {
  return { start: 0, end: written.length, ...asForm(foldWord(written), { kind, capital: 'none' }) };
}

function ofWord(written: string): Lexeme[] {
  return splitWord(withoutEndings(written)).map(({ start, end, form }, index, parts) => ({
    start,
    // The endings that inclusive writing adds belong to the word.
    end: index === parts.length - 1 ? written.length : end,
    ...asForm(form, { kind: 'word', capital: capitalOf(written.slice(start, end)) }),
  }));
}

/** `vendeur` of vendeur·se, client(e)s, client.e.s. */
function withoutEndings(written: string): string {
  return written.replace(/(?<=\p{L})[·•‧∙.(].*$/u, '');
}

function capitalOf(part: string): Token['capital'] {
  if (part === part.toLowerCase()) return 'none';
  const letters = part.replace(/[^\p{L}]/gu, '');
  if (letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()) return 'all';
  return /^[^\p{L}]*\p{Lu}/u.test(part) ? 'initial' : 'none';
}

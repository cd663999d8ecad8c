import { languagesWith } from './detect-language.js';
import { foldWord, splitWord } from './split-word.js';
import type { Lexeme, TokenKind } from './token.js';
import { withoutAccents } from './without-accents.js';

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

/** Equal forms of one kind and capital have the same number. */
export function lexemeOf(
  form: string,
  { start, end, kind, capital }: Pick<Lexeme, 'start' | 'end' | 'kind' | 'capital'>,
): Lexeme {
  const languages = kind === 'word' ? languagesWith(form) : [];
  const number = numberOf(`${kind} ${capital} ${form}`);
  return { start, end, kind, form, plain: withoutAccents(form), capital, languages, number };
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
  return lexemeOf(foldWord(written), { start: 0, end: written.length, kind, capital: 'none' });
}

function ofWord(written: string): Lexeme[] {
  return splitWord(withoutEndings(written)).map(({ start, end, form }, index, parts) => {
    const capital = capitalOf(written.slice(start, end));
    // The endings that inclusive writing adds belong to the word.
    const last = index === parts.length - 1 ? written.length : end;
    return lexemeOf(form, { start, end: last, kind: 'word', capital });
  });
}

/** `vendeur` of vendeur·se, client(e)s, client.e.s. */
function withoutEndings(written: string): string {
  return written.replace(/(?<=\p{L})[·•‧∙.(].*$/u, '');
}

function capitalOf(part: string): Lexeme['capital'] {
  if (part === part.toLowerCase()) return 'none';
  const letters = part.replace(/[^\p{L}]/gu, '');
  if (letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()) return 'all';
  return /^[^\p{L}]*\p{Lu}/u.test(part) ? 'initial' : 'none';
}

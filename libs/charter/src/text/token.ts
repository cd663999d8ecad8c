import type { KnownLanguage } from '../lexicons/function-words.js';

export type TokenKind = 'word' | 'number' | 'punctuation' | 'emoji' | 'url' | 'email' | 'handle' | 'hashtag' | 'symbol';

/** What a part of a written word, or a sign, is, wherever it stands. */
export interface Lexeme {
  /** In what was written. */
  start: number;
  end: number;
  kind: TokenKind;
  /** Lower case, NFC, straight apostrophe, ligatures resolved (œ -> oe), accents kept: what patterns are compared with. */
  form: string;
  /** The form without accents. */
  plain: string;
  /** `initial` as in Summit, `all` as in SUMMIT (two letters or more). */
  capital: 'none' | 'initial' | 'all';
  /** Those that have the word among their small ones. */
  languages: readonly KnownLanguage[];
  /** Lexemes with the same one have the same kind, form and capital. */
  number: number;
}

/** The smallest part of a text that a pattern can speak of. */
export interface Token extends Pick<Lexeme, 'kind' | 'form' | 'capital'> {
  lexeme: Lexeme;
  /** UTF-16 code units, half-open, in the text as written. */
  start: number;
  end: number;
  /** Index of its sentence. */
  sentence: number;
  /** First word of its sentence. */
  opening: boolean;
  /** Inside quotation marks. */
  quoted: boolean;
}

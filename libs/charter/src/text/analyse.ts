import { lexemesOf } from './lexemes.js';
import { findQuotations, type Span } from './quotations.js';
import { type Chunk, scan } from './scan.js';
import { numberSentences } from './sentences.js';
import type { Token } from './token.js';

/** A text as every rule sees it. */
export interface Analysis {
  text: string;
  tokens: readonly Token[];
  /** Those that are neither words, numbers nor punctuation; most texts have few. */
  signs: readonly Token[];
  /** From the first to the last token of each. */
  sentences: readonly Sentence[];
  quotations: readonly Span[];
  /** See `remembered`. */
  memory: Map<unknown, unknown>;
}

export interface Sentence extends Span {
  /** Indices of its first token and of that after its last. */
  from: number;
  to: number;
  /** Index of its first token, and of that after its last, emoji and punctuation around them left out. */
  opens: number;
  closes: number;
}

/** One pass over a text of any language and length. */
export function analyse(text: string): Analysis {
  const chunks = scan(text);
  const quotations = findQuotations(text);
  const tokens = toTokens(text, chunks, numberSentences(text, chunks));
  markQuoted(tokens, quotations);
  const signs = tokens.filter(({ kind }) => kind !== 'word' && kind !== 'number' && kind !== 'punctuation');
  return { text, tokens, signs, sentences: sentencesOf(tokens), quotations, memory: new Map() };
}

function toTokens(text: string, chunks: readonly Chunk[], sentences: readonly number[]): Token[] {
  const tokens: Token[] = [];
  let opened = -1;
  for (let index = 0; index < chunks.length; index++) {
    const { start: from, end: to, kind } = chunks[index]!;
    if (kind === 'space' || kind === 'break') continue;
    const sentence = sentences[index]!;
    for (const lexeme of lexemesOf(text.slice(from, to), kind)) {
      const { form, capital } = lexeme;
      const opening = kind === 'word' && sentence !== opened;
      if (opening) opened = sentence;
      const [start, end] = [from + lexeme.start, from + lexeme.end];
      tokens.push({ lexeme, start, end, kind, form, capital, sentence, opening, quoted: false });
    }
  }
  return tokens;
}

function markQuoted(tokens: readonly Token[], quotations: readonly Span[]): void {
  if (quotations.length === 0) return;
  let at = 0;
  for (const token of tokens) {
    while (at < quotations.length && quotations[at]!.end <= token.start) at++;
    const around = quotations[at];
    token.quoted = around !== undefined && around.start < token.start && token.end < around.end;
  }
}

function sentencesOf(tokens: readonly Token[]): Sentence[] {
  const sentences: Sentence[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const { sentence, start, end, kind } = tokens[index]!;
    const current = (sentences[sentence] ??= { from: index, to: index, start, end, opens: -1, closes: index });
    current.to = index + 1;
    current.end = end;
    if (kind === 'punctuation' || kind === 'emoji' || kind === 'symbol') continue;
    if (current.opens < 0) current.opens = index;
    current.closes = index + 1;
  }
  for (const sentence of sentences) if (sentence.opens < 0) sentence.opens = sentence.from;
  return sentences;
}

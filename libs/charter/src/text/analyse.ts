import { lexemesOf } from './lexemes.js';
import { findQuotations, type Span } from './quotations.js';
import { type Chunk, scan } from './scan.js';
import { numberSentences } from './sentences.js';
import type { Token } from './token.js';

/** A text as every rule sees it. */
export interface Analysis {
  text: string;
  tokens: readonly Token[];
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
  const numbers = numberSentences(text, chunks);
  const quotations = findQuotations(text);
  const tokens = toTokens(text, chunks, numbers);
  markOpenings(tokens);
  markQuoted(tokens, quotations);
  return { text, tokens, sentences: sentencesOf(tokens), quotations, memory: new Map() };
}

function toTokens(text: string, chunks: readonly Chunk[], sentences: readonly number[]): Token[] {
  const tokens: Token[] = [];
  for (let index = 0; index < chunks.length; index++) {
    const { start: from, end: to, kind: stretch } = chunks[index]!;
    if (stretch === 'space' || stretch === 'break') continue;
    const sentence = sentences[index]!;
    for (const { start, end, kind, form, plain, capital, number } of lexemesOf(text.slice(from, to), stretch))
      tokens.push({
        start: from + start,
        end: from + end,
        kind,
        form,
        plain,
        capital,
        sentence,
        opening: false,
        quoted: false,
        number,
      });
  }
  return tokens;
}

function markOpenings(tokens: readonly Token[]): void {
  let last = -1;
  for (const token of tokens) {
    if (token.kind !== 'word' || token.sentence === last) continue;
    token.opening = true;
    last = token.sentence;
  }
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

const SILENT: ReadonlySet<Token['kind']> = new Set(['punctuation', 'emoji', 'symbol']);

function sentencesOf(tokens: readonly Token[]): Sentence[] {
  const sentences: Sentence[] = [];
  for (const [index, { sentence, start, end, kind }] of tokens.entries()) {
    const current = (sentences[sentence] ??= { from: index, to: index, start, end, opens: -1, closes: index });
    current.to = index + 1;
    current.end = end;
    if (SILENT.has(kind)) continue;
    if (current.opens < 0) current.opens = index;
    current.closes = index + 1;
  }
  for (const sentence of sentences) if (sentence.opens < 0) sentence.opens = sentence.from;
  return sentences;
}

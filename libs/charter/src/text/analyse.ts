import { findQuotations, type Span } from './quotations.js';
import { type Chunk, scan } from './scan.js';
import { numberSentences } from './sentences.js';
import { foldWord, splitWord } from './split-word.js';
import type { Token } from './token.js';

/** A text as every rule sees it. */
export interface Analysis {
  text: string;
  tokens: readonly Token[];
  /** From the first to the last token of each. */
  sentences: readonly Sentence[];
  quotations: readonly Span[];
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
  const tokens = chunks.flatMap((chunk, index) => tokensOf(text, chunk, numbers[index]!));
  markOpenings(tokens);
  markQuoted(tokens, quotations);
  return { text, tokens, sentences: sentencesOf(tokens), quotations };
}

function tokensOf(text: string, { start, end, kind }: Chunk, sentence: number): Token[] {
  if (kind === 'space' || kind === 'break') return [];
  const written = text.slice(start, end);
  const common = { kind, sentence, opening: false, quoted: false };
  if (kind !== 'word') return [{ start, end, form: foldWord(written), capital: 'none', ...common }];
  return splitWord(withoutEndings(written)).map((part, index, parts) => ({
    start: start + part.start,
    // The endings that inclusive writing adds belong to the word.
    end: index === parts.length - 1 ? end : start + part.end,
    form: part.form,
    capital: capitalOf(written.slice(part.start, part.end)),
    ...common,
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

function markOpenings(tokens: readonly Token[]): void {
  let last = -1;
  for (const token of tokens) {
    if (token.kind !== 'word' || token.sentence === last) continue;
    token.opening = true;
    last = token.sentence;
  }
}

function markQuoted(tokens: readonly Token[], quotations: readonly Span[]): void {
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

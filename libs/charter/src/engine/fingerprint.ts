import type { Span } from '../text/quotations.js';
import type { Analysis } from '../text/analyse.js';
import { remembered } from '../text/remembered.js';
import { foldWord } from '../text/split-word.js';
import { withoutAccents } from '../text/without-accents.js';

/**
 * The name of a finding for those who waive it: rule, what was found and the sentence around it, all folded. It survives
 * edits elsewhere and dies when the sentence changes. 64 bits, hexadecimal.
 */
export function fingerprintOf(
  ruleId: string,
  messageId: string,
  evidence: readonly Span[],
  analysis: Analysis,
): string {
  let head = `${ruleId}\u001f${messageId}`;
  for (const { start, end } of evidence) head += `\u001f${folded(analysis.text.slice(start, end))}`;
  const around = sentencesAround(analysis, evidence);
  // The same words over and over in a sentence without an end: what is found there has one name, and is hashed once.
  const known = names(analysis);
  const key = `${head}\u001f${around.join()}`;
  let name = known.get(key);
  if (name === undefined) known.set(key, (name = hash(head + written(analysis, around))));
  return name;
}

/** By what is found and where: names that were given. */
const names = remembered(() => new Map<string, string>());

/** Indices, each once, by place of the evidence. */
function sentencesAround({ sentences }: Analysis, evidence: readonly Span[]): number[] {
  const around: number[] = [];
  for (const span of evidence)
    for (let index = 0; index < sentences.length; index++) {
      const { start, end } = sentences[index]!;
      if (start < span.end && span.start < end && !around.includes(index)) around.push(index);
    }
  return around;
}

/** Sentences that read alike count once. */
function written(analysis: Analysis, around: readonly number[]): string {
  let text = '';
  for (const sentence of new Set(around.map((index) => foldedSentence(analysis, index)))) text += `\u001f${sentence}`;
  return text;
}

/** Findings share their sentences: those that were folded. */
const foldedSentences = remembered((): string[] => []);

function foldedSentence(analysis: Analysis, index: number): string {
  const sentences = foldedSentences(analysis);
  const { start, end } = analysis.sentences[index]!;
  return (sentences[index] ??= folded(analysis.text.slice(start, end)));
}

/** Letters and digits, folded, a space between words. */
function folded(text: string): string {
  let words = '';
  let space = '';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const character = code < FOLDED.length ? FOLDED[code]! : code >= 0x2010 && code <= 0x2027 ? '' : null;
    if (character === null) return foldedByPatterns(text);
    if (character !== '') words += space + character;
    space = character !== '' || words === '' ? '' : ' ';
  }
  return words;
}

function foldedByPatterns(text: string): string {
  return withoutAccents(foldWord(text))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** By character below 0x180, where each is folded as if it stood alone; so is punctuation from 0x2010 on. */
const FOLDED = Array.from({ length: 0x180 }, (_, code) => foldedByPatterns(String.fromCharCode(code)));

/** FNV-1a over UTF-16 code units, in two halves with different beginnings. */
function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x01000193);
  }
  return hexadecimal(a) + hexadecimal(b);
}

function hexadecimal(half: number): string {
  return (half >>> 0).toString(16).padStart(8, '0');
}

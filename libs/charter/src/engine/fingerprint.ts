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
  let name = `${ruleId}\u001f${messageId}`;
  for (const { start, end } of evidence) name += `\u001f${folded(analysis.text.slice(start, end))}`;
  for (const sentence of sentencesAround(analysis, evidence)) name += `\u001f${sentence}`;
  return hash(name);
}

function sentencesAround(analysis: Analysis, evidence: readonly Span[]): ReadonlySet<string> {
  const around = new Set<string>();
  for (const span of evidence)
    for (const [index, { start, end }] of analysis.sentences.entries())
      if (start < span.end && span.start < end) around.add(foldedSentence(analysis, index));
  return around;
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

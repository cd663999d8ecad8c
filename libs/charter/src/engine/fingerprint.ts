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
  const words = evidence.map(({ start, end }) => folded(analysis.text.slice(start, end)));
  const around = evidence.flatMap((span) => sentencesAround(analysis, span));
  return hash([ruleId, messageId, ...words, ...new Set(around)].join('\u001f'));
}

function sentencesAround(analysis: Analysis, span: Span): string[] {
  const around: string[] = [];
  for (const [index, { start, end }] of analysis.sentences.entries())
    if (start < span.end && span.start < end) around.push(foldedSentence(analysis, index));
  return around;
}

/** Findings share their sentences: those that were folded. */
const foldedSentences = remembered((): string[] => []);

function foldedSentence(analysis: Analysis, index: number): string {
  const sentences = foldedSentences(analysis);
  const { start, end } = analysis.sentences[index]!;
  return (sentences[index] ??= folded(analysis.text.slice(start, end)));
}

function folded(text: string): string {
  const plain = withoutAccents(foldWord(text));
  return plain.replace(ASCII.test(plain) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu, ' ').trim();
}

const ASCII = /^[\0-\x7f]*$/;

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

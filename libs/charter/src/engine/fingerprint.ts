import type { Span } from '../text/quotations.js';
import type { Analysis } from '../text/analyse.js';
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

function sentencesAround({ sentences, text }: Analysis, span: Span): string[] {
  return sentences
    .filter(({ start, end }) => start < span.end && span.start < end)
    .map(({ start, end }) => folded(text.slice(start, end)));
}

function folded(text: string): string {
  return withoutAccents(foldWord(text))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** FNV-1a over UTF-16 code units, in two halves with different beginnings. */
function hash(text: string): string {
  return [0x811c9dc5, 0x01000193]
    .map((seed) => {
      let value = seed;
      for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
      return (value >>> 0).toString(16).padStart(8, '0');
    })
    .join('');
}

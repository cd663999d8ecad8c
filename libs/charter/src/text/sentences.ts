import type { Chunk } from './scan.js';

/** Words whose full stop does not end a sentence. */
const ABBREVIATIONS = new Set(
  'm mm mme mmes mlle dr me pr st ste n no art av bd tél tel ex env max min réf vol fig cf etc p pp mr mrs ms prof sr jr vs inc ltd dept approx e.g i.e'.split(
    ' ',
  ),
);
const ENDS = /^(?:[!?…]|\.{2,})$/;
const CLOSES = /^[)\]»”"’*]$/;

/**
 * The sentence each chunk belongs to. A line is never part of two; a full stop ends one where it is followed by space and
 * is not that of an abbreviation or an initial; an emoji does before a capital.
 */
export function numberSentences(text: string, chunks: readonly Chunk[]): number[] {
  const numbers: number[] = [];
  let sentence = 0;
  let ended = false;
  let filled = false;
  for (let index = 0; index < chunks.length; index++) {
    const { kind } = chunks[index]!;
    if (kind === 'break') ended = filled;
    if (kind === 'space' || kind === 'break') {
      numbers.push(sentence);
      continue;
    }
    const ends = isEnd(text, chunks, index);
    if (ended && !ends && !isClosing(text, chunks[index]!)) {
      sentence++;
      ended = false;
      filled = false;
    }
    numbers.push(sentence);
    if (kind === 'word' || kind === 'number' || kind === 'hashtag') filled = true;
    if (ends || isFarewell(text, chunks, index)) ended = filled;
  }
  return numbers;
}

function isClosing(text: string, { kind, start, end }: Chunk): boolean {
  return kind === 'punctuation' && CLOSES.test(text.slice(start, end));
}

function isEnd(text: string, chunks: readonly Chunk[], index: number): boolean {
  const { kind, start, end } = chunks[index]!;
  if (kind !== 'punctuation') return false;
  const mark = text.slice(start, end);
  if (ENDS.test(mark)) return mark !== '…' && mark[0] !== '.' ? true : opensAfter(text, chunks, index);
  return mark === '.' && opensAfter(text, chunks, index) && !isAbbreviated(text, chunks[index - 1]);
}

/** Nothing but space, closing marks or the end follows. */
function opensAfter(text: string, chunks: readonly Chunk[], index: number): boolean {
  const next = chunks[index + 1];
  return (
    next === undefined ||
    next.kind === 'space' ||
    next.kind === 'break' ||
    /^[)\]»”"]/.test(text.slice(next.start, next.end))
  );
}

function isAbbreviated(text: string, before: Chunk | undefined): boolean {
  if (before?.kind !== 'word') return false;
  const word = text.slice(before.start, before.end);
  return (word.length === 1 && word === word.toUpperCase()) || ABBREVIATIONS.has(word.toLowerCase());
}

/** An emoji that stands where a full stop could. */
function isFarewell(text: string, chunks: readonly Chunk[], index: number): boolean {
  if (chunks[index]!.kind !== 'emoji') return false;
  const next = chunks[index + 1]?.kind === 'space' ? chunks[index + 2] : chunks[index + 1];
  return next?.kind === 'word' && /^\p{Lu}/u.test(text.slice(next.start, next.end));
}

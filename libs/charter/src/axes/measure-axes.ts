import type { Language } from '#kernel';
import { COLD, FORMALITY, POSITIVE, PRESSURE } from '../lexicons/by-language.js';
import { hitsOf, united } from '../patterns/hits.js';
import type { Analysis, Sentence } from '../text/analyse.js';
import type { Span } from '../text/quotations.js';

export type AxisName = 'warmth' | 'energy' | 'pressure' | 'formality' | 'clarity';

/** How a text sounds on one scale, from 0 to 1, and the places that say so. Shown and followed over time, never gated on. */
export interface Axis {
  value: number;
  spans: readonly Span[];
}

export type Axes = Readonly<Record<AxisName, Axis>>;

/** Words per sentence that read easily, and those at which nothing is left of clarity. */
const EASY = 14;
const HARD = 45;

/**
 * Marks per sentence, saturating: one mark in one sentence is 0.5, each further one takes half of what is left. Warmth
 * and formality start in the middle and are pulled both ways; clarity falls with the length of the longest sentence.
 */
export function measureAxes(analysis: Analysis, language: Language): Axes {
  const find = (lines: readonly string[]): Span[] => united(hitsOf(lines, language, analysis));
  const { warmth, energy } = POSITIVE[language];
  const { urgency, scarcity, hype } = PRESSURE[language];
  const { familiar, polite, slang, legalese } = FORMALITY[language];
  const sentences = Math.max(1, analysis.sentences.length);
  const scale = (spans: readonly Span[]): number => 1 - 0.5 ** ((2 * spans.length) / (1 + sentences));
  const between = (up: Span[], down: Span[]): Axis => axis(0.5 + (scale(up) - scale(down)) / 2, [...up, ...down]);
  const one = (spans: Span[]): Axis => axis(scale(spans), spans);
  return {
    warmth: between(find(warmth), find(COLD[language].strong)),
    energy: one(find(energy)),
    pressure: one(united([...find(urgency), ...find(scarcity), ...find(hype)])),
    formality: between(united([...find(polite), ...find(legalese)]), united([...find(familiar), ...find(slang)])),
    clarity: clarityOf(analysis),
  };
}

function axis(value: number, spans: readonly Span[]): Axis {
  return { value: Math.round(value * 100) / 100, spans: [...spans].sort((a, b) => a.start - b.start) };
}

function clarityOf({ tokens, sentences }: Analysis): Axis {
  const lengths = sentences.map((sentence) => ({ sentence, words: wordsIn(tokens, sentence) }));
  const longest = Math.max(0, ...lengths.map(({ words }) => words));
  const value = Math.min(1, Math.max(0, (HARD - longest) / (HARD - EASY)));
  const heavy = lengths.filter(({ words }) => words > (EASY + HARD) / 2);
  return axis(
    value,
    heavy.map(({ sentence: { start, end } }) => ({ start, end })),
  );
}

function wordsIn(tokens: Analysis['tokens'], { from, to }: Sentence): number {
  let words = 0;
  for (let index = from; index < to; index++) if (tokens[index]!.kind === 'word') words++;
  return words;
}

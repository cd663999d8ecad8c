import type { Analysis, Sentence } from '../text/analyse.js';
import { passes, type Program, type Step } from './compile-pattern.js';

/** Counts looks at a step: what matching costs, on any computer. */
export interface Meter {
  steps: number;
}

/**
 * The last token of the longest match that begins at each token of a sentence, by its place in it; -1 or less without one.
 * Backwards, so that no way is tried twice: each token looks at each step once, however ambiguous the pattern.
 */
export function longestOfEach(program: Program, analysis: Analysis, sentence: Sentence, meter: Meter): Int32Array {
  const { steps, start } = program;
  const answers = new Int32Array(sentence.to - sentence.from);
  let behind = new Int32Array(steps.length).fill(-1);
  let here = new Int32Array(steps.length);
  for (let at = sentence.to; at >= sentence.from; at--) {
    meter.steps += steps.length;
    for (let index = 0; index < steps.length; index++) here[index] = endFrom(steps[index]!, at, analysis, here, behind);
    if (at < sentence.to) answers[at - sentence.from] = here[start]!;
    [here, behind] = [behind, here];
  }
  return answers;

  function endFrom(step: Step, at: number, { tokens }: Analysis, now: Int32Array, then: Int32Array): number {
    switch (step.type) {
      case 'test':
        return then[step.next]! >= 0 && at < sentence.to && passes(step.test, tokens[at]!) ? then[step.next]! : -1;
      case 'split':
        return step.next.reduce((best, way) => Math.max(best, now[way]!), -1);
      case 'edge':
        return isAt(step.edge, at, sentence) ? now[step.next]! : -1;
      case 'found':
        return at - 1;
    }
  }
}

/** Emoji and punctuation around what is said do not count. */
export function isAt(edge: 'start' | 'end', at: number, { opens, closes }: Sentence): boolean {
  return edge === 'start' ? at === opens : at >= closes;
}

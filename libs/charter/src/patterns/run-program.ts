import type { Analysis, Sentence } from '../text/analyse.js';
import { MOST_STEPS, passes, type Program, type Step } from './compile-pattern.js';

/** Counts looks at a step: what matching costs, on any computer. */
export interface Meter {
  steps: number;
}

/** Steps already reached at the token in question carry its number. One for all calls: none begins inside another. */
const reached = new Int32Array(MOST_STEPS);
let round = 0;

/** The last token of the longest match that begins at `first`; -1 without one. All ways are tried at once. */
export function longestFrom({ steps, start }: Program, analysis: Analysis, first: number, meter: Meter): number {
  const { tokens, sentences } = analysis;
  const sentence = sentences[tokens[first]!.sentence]!;
  let last = -1;
  let live: number[] = [];
  const enter = (index: number, at: number, next: number[]): void => {
    if (reached[index] === round) return;
    reached[index] = round;
    meter.steps++;
    const step = steps[index]!;
    if (step.type === 'test') next.push(index);
    else if (step.type === 'split') for (const way of step.next) enter(way, at, next);
    else if (step.type === 'found') last = at - 1;
    else if (isAt(step.edge, at, sentence)) enter(step.next, at, next);
  };
  nextRound();
  enter(start, first, live);
  for (let at = first; at < sentence.to && live.length > 0; at++) {
    const token = tokens[at]!;
    const next: number[] = [];
    nextRound();
    for (const index of live) {
      const step = steps[index] as Step & { type: 'test' };
      meter.steps++;
      if (passes(step.test, token)) enter(step.next, at + 1, next);
    }
    live = next;
  }
  return last;
}

function nextRound(): void {
  if (round === 0x7fffffff) reached.fill((round = 0));
  round++;
}

/**
 * The same for every token of a sentence, by its place in it. Backwards, so that no way is tried twice: each token looks at
 * each step once, however long and ambiguous the pattern.
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
function isAt(edge: 'start' | 'end', at: number, { opens, closes }: Sentence): boolean {
  return edge === 'start' ? at === opens : at >= closes;
}

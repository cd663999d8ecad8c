import type { Analysis, Sentence } from '../text/analyse.js';
import type { Token } from '../text/token.js';
import { passes, type Program, type Step, type Test } from './compile-pattern.js';
import { PatternError } from './pattern.js';
import { isAt, longestOfEach, type Meter } from './run-program.js';
import { createTransitions, UNKNOWN } from './transitions.js';

/** Where a program matches, by its index: token indices, both included. */
export interface ProgramMatch {
  program: number;
  first: number;
  last: number;
}

/**
 * Many programs as one automaton, made deterministic as texts ask for it (the lazy DFA of Cox, Regular Expression Matching
 * in the Wild, 2010). Its memory is bounded: when it is full it starts anew. Its time is bounded too: where a text would
 * make it grow and grow, the programs are run one by one, backwards.
 */
export interface PatternMachine {
  /** Of each program the longest match at each place, by place; overlaps are for the caller to judge. */
  run(analysis: Analysis, meter?: Meter): ProgramMatch[];
}

interface State {
  /** Steps that ask for a token. */
  tests: readonly number[];
  /** Programs that match up to here; null without one. */
  accepts: readonly number[] | null;
  /** Which of many steps a token may pass. */
  find: ((token: Token) => readonly number[]) | null;
}

/** What is remembered before the machine starts anew. */
const MOST_STATES = 30_000;
const MOST_TRANSITIONS = 250_000;
/** The state in which nothing goes on. */
const NOWHERE = 0;
/** Steps of a state from which on looking them up is cheaper than trying each. */
const WORTH_AN_INDEX = 64;

/** @throws PatternError `begins_with_gap`: it would match anywhere, unless the sentence begins there. */
export function createMachine(programs: readonly Program[]): PatternMachine {
  const steps: Step[] = [];
  const owner = new Map<number, number>();
  const starts: number[] = [];
  for (const [index, program] of programs.entries()) {
    const offset = steps.length;
    owner.set(offset, index);
    for (const step of program.steps) steps.push(moved(step, offset));
    starts.push(program.start + offset);
  }
  for (const program of programs) refuseGap(program);
  const classOf = createClasses(steps);

  let states: State[] = [];
  /** By their steps. */
  let numbers = new Map<string, number>();
  /** From a state, by what the next token is: twice the state that follows, and one more where it accepts. */
  let transitions = createTransitions();
  /** By edges: where a match may begin. */
  let entries: number[] = [];
  /** By token: its class and the edges behind it. */
  let keys = new Int32Array(64);
  startAnew();

  function startAnew(): void {
    states = [];
    numbers = new Map();
    transitions = createTransitions();
    enter([], 0);
    entries = [0, AT_START, AT_END, AT_START | AT_END].map((edges) => enter(starts, edges));
  }

  function enter(from: readonly number[], edges: number): number {
    const { tests, accepts } = closure(steps, owner, from, edges);
    const name = `${tests.join()};${accepts.join()}`;
    let number = numbers.get(name);
    if (number === undefined) {
      numbers.set(name, (number = states.length));
      const find = tests.length < WORTH_AN_INDEX ? null : indexSteps(steps, tests);
      states.push({ tests, accepts: accepts.length === 0 ? null : accepts, find });
    }
    return number;
  }

  function follow(from: number, token: Token, key: number, edges: number, meter: Meter): number {
    const { tests, find } = states[from]!;
    const candidates = find ? find(token) : tests;
    const targets: number[] = [];
    for (const at of candidates) {
      const step = steps[at]!;
      if (step.type === 'test' && passes(step.test, token)) targets.push(step.next);
    }
    const number = enter(targets, edges);
    const { tests: next, accepts } = states[number]!;
    meter.steps += candidates.length + next.length;
    const to = 2 * number + (accepts ? 1 : 0);
    transitions.put(from, key, to);
    return to;
  }

  function runBackwards(analysis: Analysis, meter: Meter): ProgramMatch[] {
    return analysis.sentences.flatMap((sentence) => {
      const answers = programs.map((program) => longestOfEach(program, analysis, sentence, meter));
      const found: ProgramMatch[] = [];
      for (let first = sentence.from; first < sentence.to; first++)
        for (const [program, ends] of answers.entries()) {
          const last = ends[first - sentence.from]!;
          if (last >= first) found.push({ program, first, last });
        }
      return found;
    });
  }

  return {
    run(analysis, meter = { steps: 0 }) {
      const { tokens, sentences } = analysis;
      if (states.length > MOST_STATES || transitions.size() > MOST_TRANSITIONS) startAnew();
      if (keys.length < tokens.length) keys = new Int32Array(2 * tokens.length);
      const found: ProgramMatch[] = [];
      // Beyond this the programs are cheaper one by one.
      const limit = meter.steps + steps.length * (tokens.length + 1);
      for (const sentence of sentences) {
        const { from, to } = sentence;
        for (let at = from; at < to; at++) keys[at] = classOf(tokens[at]!) * 4 + edgesBehind(at, sentence);
        for (let first = from; first < to; first++) {
          let state = entries[edgesBefore(first, sentence)]!;
          const begun = found.length;
          let at = first;
          for (; state !== NOWHERE && at < to; at++) {
            const key = keys[at]!;
            let next = transitions.get(state, key);
            if (next === UNKNOWN) next = follow(state, tokens[at]!, key, edgesBehind(at, sentence), meter);
            state = next >> 1;
            if (next & 1) accept(found, begun, states[state]!.accepts!, first, at);
          }
          meter.steps += at - first;
          if (meter.steps > limit) return runBackwards(analysis, meter);
        }
      }
      return found;
    },
  };
}

/** Where a token stands in its sentence, as far as edges can tell: what stands before it, and behind, where only the end can. */
const AT_START = 1;
const AT_END = 2;

function edgesBefore(at: number, sentence: Sentence): number {
  return (isAt('start', at, sentence) ? AT_START : 0) | (isAt('end', at, sentence) ? AT_END : 0);
}

function edgesBehind(at: number, sentence: Sentence): number {
  return isAt('end', at + 1, sentence) ? AT_END : 0;
}

/** The longest match of each program counts. */
function accept(found: ProgramMatch[], begun: number, programs: readonly number[], first: number, last: number): void {
  for (const program of programs) {
    let at = begun;
    while (at < found.length && found[at]!.program !== program) at++;
    if (at < found.length) found[at]!.last = last;
    else found.push({ program, first, last });
  }
}

function moved(step: Step, by: number): Step {
  if (step.type === 'found') return step;
  if (step.type === 'split') return { type: 'split', next: step.next.map((next) => next + by) };
  return { ...step, next: step.next + by };
}

/** The steps that can be reached without a token, in order. */
function closure(
  steps: readonly Step[],
  owner: ReadonlyMap<number, number>,
  from: readonly number[],
  edges: number,
): { tests: number[]; accepts: number[] } {
  const reached = new Set<number>();
  const tests: number[] = [];
  const accepts: number[] = [];
  const stack = [...from];
  while (stack.length > 0) {
    const at = stack.pop()!;
    if (reached.has(at)) continue;
    reached.add(at);
    const step = steps[at]!;
    if (step.type === 'test') tests.push(at);
    else if (step.type === 'found') accepts.push(owner.get(at)!);
    else if (step.type === 'split') stack.push(...step.next);
    else if (edges & (step.edge === 'start' ? AT_START : AT_END)) stack.push(step.next);
  }
  return { tests: tests.sort(byNumber), accepts: accepts.sort(byNumber) };
}

const byNumber = (a: number, b: number): number => a - b;

const testAt = (steps: readonly Step[], at: number): Test => (steps[at] as Extract<Step, { type: 'test' }>).test;

/** @throws PatternError `begins_with_gap`: it would match anywhere, unless the sentence begins there. */
function refuseGap({ steps, start }: Program): void {
  const { accepts } = closure(steps, new Map(), [start], AT_START | AT_END);
  const { tests } = closure(steps, new Map(), [start], AT_END);
  if (accepts.length > 0 || tests.some((at) => testAt(steps, at).type === 'any'))
    throw new PatternError('begins_with_gap', 0, '');
}

/** Which of many steps a token may pass: by form, by what it begins with, by kind. */
function indexSteps(steps: readonly Step[], tests: readonly number[]): (token: Token) => readonly number[] {
  const byForm = new Map<string, number[]>();
  const byStart = new Map<string, number[]>();
  const others: number[] = [];
  const put = (map: Map<string, number[]>, key: string, at: number): void => {
    const list = map.get(key);
    if (list) list.push(at);
    else map.set(key, [at]);
  };
  for (const at of tests) {
    const test = testAt(steps, at);
    if (test.type === 'forms' || test.type === 'name') for (const form of test.forms) put(byForm, form, at);
    else if (test.type === 'prefix')
      for (const start of new Set(test.starts.map((start) => start.slice(0, 3)))) put(byStart, start, at);
    else others.push(at);
  }
  return ({ form }) => [...(byForm.get(form) ?? []), ...(byStart.get(form.slice(0, 3)) ?? []), ...others];
}

/** Tokens whose classes are remembered, those of two that share a place by turns. A power of two. */
const MOST_KNOWN = 8192;

/** Tokens that pass the same tests are one: a word that no pattern names is like any other such word. */
function createClasses(steps: readonly Step[]): (token: Token) => number {
  const named = new Set<string>();
  const prefixes = new Set<string>();
  for (const step of steps) {
    if (step.type !== 'test') continue;
    const { test } = step;
    if (test.type === 'forms' || test.type === 'name') for (const form of test.forms) named.add(form);
    else if (test.type === 'prefix') for (const start of test.starts) prefixes.add(start.slice(0, 3));
    else if (test.type === 'mark') named.add(test.mark);
  }
  const classes = new Map<string, number>();
  /** By place: which token is known there, and its class. */
  let known: Int32Array | null = null;

  function classify({ form, kind, capital, opening }: Token): number {
    const own = named.has(form) || prefixes.has(form.slice(0, 3)) ? form : '';
    const name = `${own}\u0000${kind} ${capital} ${opening}`;
    let number = classes.get(name);
    if (number === undefined) classes.set(name, (number = classes.size));
    return number;
  }

  return (token) => {
    known ??= new Int32Array(2 * MOST_KNOWN).fill(-1);
    const same = token.lexeme.number * 2 + (token.opening ? 1 : 0);
    const place = 2 * (same & (MOST_KNOWN - 1));
    if (known[place] !== same) {
      known[place] = same;
      known[place + 1] = classify(token);
    }
    return known[place + 1]!;
  };
}

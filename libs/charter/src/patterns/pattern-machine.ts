import type { Analysis } from '../text/analyse.js';
import type { Token } from '../text/token.js';
import { passes, type Program, type Step, type Test } from './compile-pattern.js';
import { PatternError } from './pattern.js';
import { numbersOf } from './token-numbers.js';

/** Where a program matches, by its index: token indices, both included. */
export interface ProgramMatch {
  program: number;
  first: number;
  last: number;
}

/**
 * Many programs as one automaton, made deterministic as texts ask for it (the lazy DFA of Cox, Regular Expression Matching
 * in the Wild, 2010). Its memory is bounded: when it is full it starts anew.
 */
export interface PatternMachine {
  /** Of one program the longest match at each place, by place; overlaps are for the caller to judge. */
  run(analysis: Analysis): ProgramMatch[];
}

interface State {
  /** Steps that ask for a token. */
  tests: readonly number[];
  /** Programs that match up to here. */
  accepts: readonly number[];
  /** By what the next token is; null where nothing goes on. */
  next: Map<number, State | null>;
}

/** States that are remembered before the machine starts anew. */
const MOST_STATES = 30_000;

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
  const index = indexStarts(steps, starts);

  let epoch = 0;
  let states = new Map<string, State>();
  let opening = enter(starts, true, false);
  let inner = enter(starts, false, false);

  function enter(from: readonly number[], atStart: boolean, atEnd: boolean): State {
    const { tests, accepts } = closure(steps, owner, from, atStart, atEnd);
    const key = `${tests.join()};${accepts.join()}`;
    const known = states.get(key);
    if (known) return known;
    const state = { tests, accepts, next: new Map<number, State | null>() };
    states.set(key, state);
    return state;
  }

  function startAnew(): void {
    states = new Map();
    opening = enter(starts, true, false);
    inner = enter(starts, false, false);
  }

  function follow(state: State, token: Token, key: number, isLast: boolean): State | null {
    const candidates = state === opening || state === inner ? index(token, state === opening) : state.tests;
    const targets: number[] = [];
    for (const at of candidates) {
      const step = steps[at]!;
      if (step.type === 'test' && passes(step.test, token)) targets.push(step.next);
    }
    const next = targets.length === 0 ? null : enter(targets, false, isLast);
    state.next.set(key, next);
    return next;
  }

  return {
    run(analysis) {
      const { tokens, sentences } = analysis;
      const { numbers, epoch: now } = numbersOf(analysis);
      if (now !== epoch || states.size > MOST_STATES) startAnew();
      epoch = now;
      const found: ProgramMatch[] = [];
      for (const { from, to } of sentences)
        for (let first = from; first < to; first++) {
          let state: State | null = first === from ? opening : inner;
          const begun = found.length;
          for (let at = first; state && at < to; at++) {
            const isLast = at === to - 1;
            const key = numbers[at]! * 2 + (isLast ? 1 : 0);
            const known: State | null | undefined = state.next.get(key);
            state = known === undefined ? follow(state, tokens[at]!, key, isLast) : known;
            if (state && state.accepts.length > 0) accept(found, begun, state.accepts, first, at);
          }
        }
      return found;
    },
  };
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
  atStart: boolean,
  atEnd: boolean,
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
    else if (step.edge === 'start' ? atStart : atEnd) stack.push(step.next);
  }
  return { tests: tests.sort(byNumber), accepts: accepts.sort(byNumber) };
}

const byNumber = (a: number, b: number): number => a - b;

/** Which first steps a token can pass, of all programs: by form, by what it begins with, by kind. */
function indexStarts(
  steps: readonly Step[],
  starts: readonly number[],
): (token: Token, atStart: boolean) => readonly number[] {
  const of = (atStart: boolean): ((token: Token) => readonly number[]) => {
    const { tests, accepts } = closure(steps, new Map(), starts, atStart, false);
    const testAt = (at: number): Test => (steps[at] as Extract<Step, { type: 'test' }>).test;
    if (accepts.length > 0 || (!atStart && tests.some((at) => testAt(at).type === 'any')))
      throw new PatternError('begins_with_gap', 0, '');
    const byForm = new Map<string, number[]>();
    const byStart = new Map<string, number[]>();
    const others: number[] = [];
    const put = (map: Map<string, number[]>, key: string, at: number): void => {
      const list = map.get(key);
      if (list) list.push(at);
      else map.set(key, [at]);
    };
    for (const at of tests) {
      const test = testAt(at);
      if (test.type === 'forms' || test.type === 'name') for (const form of test.forms) put(byForm, form, at);
      else if (test.type === 'prefix') for (const start of test.starts) put(byStart, start.slice(0, 3), at);
      else others.push(at);
    }
    return ({ form }) => [...(byForm.get(form) ?? []), ...(byStart.get(form.slice(0, 3)) ?? []), ...others];
  };
  const [opening, inner] = [of(true), of(false)];
  return (token, atStart) => (atStart ? opening : inner)(token);
}

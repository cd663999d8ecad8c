import type { Language } from '#kernel';
import type { Analysis, Sentence } from '../text/analyse.js';
import type { Token } from '../text/token.js';
import { compileNode, passes, type Program, type Test } from './compile-pattern.js';
import { parsePattern } from './parse-pattern.js';
import { type ClauseName, PatternError, type Place } from './pattern.js';

/** A pattern that stands in a text: token indices, both included. */
export interface Match {
  /** As given to `compilePatterns`. */
  id: number;
  first: number;
  last: number;
}

interface Compiled {
  id: number;
  program: Program;
  clauses: readonly { name: ClauseName; set: PatternSet }[];
  place: Place | null;
}

/** Patterns by what their first token can be. */
export interface PatternSet {
  byForm: ReadonlyMap<string, readonly Compiled[]>;
  /** Those that begin with a kind of token, a prefix or a capital. */
  others: readonly { test: Test; pattern: Compiled }[];
}

/** Lines of the pattern language; a match names the line by its index. @throws PatternError */
export function compilePatterns(lines: readonly string[], language: Language): PatternSet {
  return indexed(
    lines.map((line, id) => {
      const { node, clauses, place } = parsePattern(line);
      return {
        ...{ id, program: compileNode(node, language), place },
        clauses: clauses.map(({ name, options }) => ({
          name,
          set: indexed(
            options.map((option, index) => ({
              id: index,
              program: compileNode(option, language),
              clauses: [],
              place: null,
            })),
          ),
        })),
      };
    }),
  );
}

function indexed(patterns: readonly Compiled[]): PatternSet {
  const byForm = new Map<string, Compiled[]>();
  const others: { test: Test; pattern: Compiled }[] = [];
  for (const pattern of patterns)
    for (const test of firstTests(pattern.program)) {
      if (test.type !== 'forms') others.push({ test, pattern });
      else
        for (const form of test.forms) {
          const known = byForm.get(form);
          if (!known) byForm.set(form, [pattern]);
          else if (known.at(-1) !== pattern) known.push(pattern);
        }
    }
  return { byForm, others };
}

/** @throws PatternError `begins_with_gap`: it would match anywhere, unless the sentence begins there. */
function firstTests({ steps, start }: Program): Test[] {
  const tests: Test[] = [];
  const seen = new Set<string>();
  const visit = (at: number, anchored: boolean): void => {
    if (seen.has(`${at} ${anchored}`)) return;
    seen.add(`${at} ${anchored}`);
    const step = steps[at]!;
    if (step.type === 'found' || (step.type === 'test' && step.test.type === 'any' && !anchored))
      throw new PatternError('begins_with_gap', 0, '');
    if (step.type === 'test') tests.push(step.test);
    else if (step.type === 'split') for (const next of step.next) visit(next, anchored);
    else visit(step.next, anchored || step.edge === 'start');
  };
  visit(start, false);
  return tests;
}

/**
 * Where patterns stand in a text, by place. Of one pattern, matches do not overlap: the earliest and longest counts.
 * Time grows with the text’s length times the patterns that begin with its words.
 */
export function matchPatterns(set: PatternSet, analysis: Analysis): Match[] {
  const matches: Match[] = [];
  const busyUntil = new Map<Compiled, number>();
  for (const [first, token] of analysis.tokens.entries())
    for (const pattern of candidates(set, token)) {
      if ((busyUntil.get(pattern) ?? -1) >= first) continue;
      const last = longest(pattern.program, analysis, first);
      if (last < first || !stands(pattern, analysis, first, last)) continue;
      busyUntil.set(pattern, last);
      matches.push({ id: pattern.id, first, last });
    }
  return matches;
}

function candidates({ byForm, others }: PatternSet, token: Token): readonly Compiled[] {
  const named = byForm.get(token.form) ?? [];
  const rest = others.filter(({ test, pattern }) => passes(test, token) && !named.includes(pattern));
  return rest.length === 0 ? named : [...named, ...new Set(rest.map(({ pattern }) => pattern))];
}

/** The last token of the longest match that begins at `first`; -1 without one. All ways are tried at once. */
function longest({ steps, start }: Program, { tokens, sentences }: Analysis, first: number): number {
  const sentence = sentences[tokens[first]!.sentence]!;
  let last = -1;
  let threads = closure(steps, [start], first, sentence);
  for (let at = first; at <= sentence.to; at++) {
    if (threads.has(0)) last = at - 1;
    const token = tokens[at];
    if (!token || at === sentence.to || threads.size === 0) break;
    const next: number[] = [];
    for (const thread of threads) {
      const step = steps[thread]!;
      if (step.type === 'test' && passes(step.test, token)) next.push(step.next);
    }
    threads = closure(steps, next, at + 1, sentence);
  }
  return last;
}

/** The steps that can be reached without a token. */
function closure(
  steps: Program['steps'],
  from: readonly number[],
  at: number,
  { from: begin, to }: Sentence,
): Set<number> {
  const reached = new Set<number>();
  const stack = [...from];
  while (stack.length > 0) {
    const index = stack.pop()!;
    if (reached.has(index)) continue;
    const step = steps[index]!;
    if (step.type === 'split') stack.push(...step.next);
    else if (step.type === 'edge') {
      if (at === (step.edge === 'start' ? begin : to)) stack.push(step.next);
    } else reached.add(index);
  }
  return reached;
}

function stands({ clauses, place }: Compiled, analysis: Analysis, first: number, last: number): boolean {
  const token = analysis.tokens[first]!;
  if (place === 'quote' && !token.quoted) return false;
  if (place === 'plain' && token.quoted) return false;
  if (place === 'opening' && !token.opening) return false;
  return clauses.every(({ name, set }) => holds(name, set, analysis, first, last));
}

function holds(name: ClauseName, set: PatternSet, analysis: Analysis, first: number, last: number): boolean {
  const { sentence } = analysis.tokens[first]!;
  const others = matchPatterns(set, analysis);
  const here = others.filter((match) => analysis.tokens[match.first]!.sentence === sentence);
  const outside = (match: Match): boolean => match.last < first || match.first > last;
  switch (name) {
    case 'unless':
      return here.length === 0;
    case 'unless-here':
      return here.every(outside);
    case 'unless-text':
      return others.length === 0;
    case 'with':
      return here.some(outside);
    case 'with-text':
      return others.some(outside);
  }
}

import type { Language } from '#kernel';
import type { Token } from '../text/token.js';
import { compileNode, MOST_STEPS, passes, type Program, type Test } from './compile-pattern.js';
import { parsePattern } from './parse-pattern.js';
import { type ClauseName, type Node, PatternError, type Place } from './pattern.js';

export interface CompiledPattern {
  id: number;
  program: Program;
  clauses: readonly { name: ClauseName; set: PatternSet }[];
  place: Place | null;
}

/** A way in which a pattern can begin. */
interface Beginning {
  pattern: CompiledPattern;
  /** The forms of which the next token must be one; null when it may be another, or there may be none. */
  second: ReadonlySet<string> | null;
}

interface PrefixBeginning extends Beginning {
  starts: readonly string[];
}

type ByKey = ReadonlyMap<string, readonly Beginning[]>;

/** Patterns by what their first token can be. */
export interface PatternSet {
  byForm: ByKey;
  /** All of them can be looked up so: the others need not be tried. */
  byFormOnly: boolean;
  /** Words written with a capital. */
  byName: ByKey;
  /** `hashtag`, `number`…, and the marks `?` and `!`. */
  byKind: ByKey;
  /** By the first three letters. */
  byPrefix: ReadonlyMap<string, readonly PrefixBeginning[]>;
  capitals: readonly Beginning[];
  /** Those that begin with anything, at the beginning of a sentence. */
  openings: readonly Beginning[];
}

/** Lines of the pattern language; a match names the line by its index. @throws PatternError */
export function compilePatterns(lines: readonly string[], language: Language): PatternSet {
  return indexed(lines.map((line, id) => compileLine(line, id, language)));
}

function compileLine(line: string, id: number, language: Language): CompiledPattern {
  const { node, clauses, place } = parsePattern(line);
  let room = MOST_STEPS;
  const compile = (part: Node): Program => {
    const program = compileNode(part, language, room);
    room -= program.steps.length;
    return program;
  };
  const program = compile(node);
  const sets = clauses.map(({ name, options }) => ({
    name,
    set: indexed(options.map((option, index) => ({ id: index, program: compile(option), clauses: [], place: null }))),
  }));
  return { id, program, clauses: sets, place };
}

const PREFIX_KEY = 3;

function indexed(patterns: readonly CompiledPattern[]): PatternSet {
  const byForm = new Map<string, Beginning[]>();
  const byName = new Map<string, Beginning[]>();
  const byKind = new Map<string, Beginning[]>();
  const byPrefix = new Map<string, PrefixBeginning[]>();
  const capitals: Beginning[] = [];
  const openings: Beginning[] = [];
  const file = (test: Test, beginning: Beginning): void => {
    switch (test.type) {
      case 'forms':
        for (const form of test.forms) addTo(byForm, form, beginning);
        break;
      case 'name':
        for (const form of test.forms) addTo(byName, form, beginning);
        break;
      case 'prefix':
        for (const key of new Set(test.starts.map((start) => start.slice(0, PREFIX_KEY))))
          addTo(byPrefix, key, { ...beginning, starts: test.starts });
        break;
      case 'kind':
        addTo(byKind, test.kind, beginning);
        break;
      case 'mark':
        addTo(byKind, test.mark, beginning);
        break;
      case 'capital':
        capitals.push(beginning);
        break;
      case 'any':
        openings.push(beginning);
    }
  };
  for (const pattern of patterns)
    for (const { test, next } of firstTests(pattern.program))
      file(test, { pattern, second: formsAt(pattern.program, next) });
  const others = [byName.size, byKind.size, byPrefix.size, capitals.length, openings.length];
  const byFormOnly = others.every((size) => size === 0);
  return { byForm, byFormOnly, byName, byKind, byPrefix, capitals, openings };
}

function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** @throws PatternError `begins_with_gap`: it would match anywhere, unless the sentence begins there. */
function firstTests({ steps, start }: Program): { test: Test; next: number }[] {
  const tests: { test: Test; next: number }[] = [];
  const seen = new Set<string>();
  const visit = (at: number, anchored: boolean): void => {
    if (seen.has(`${at} ${anchored}`)) return;
    seen.add(`${at} ${anchored}`);
    const step = steps[at]!;
    if (step.type === 'found' || (step.type === 'test' && step.test.type === 'any' && !anchored))
      throw new PatternError('begins_with_gap', 0, '');
    if (step.type === 'test') tests.push(step);
    else if (step.type === 'split') for (const next of step.next) visit(next, anchored);
    else visit(step.next, anchored || step.edge === 'start');
  };
  visit(start, false);
  return tests;
}

/** The forms that a token must have for the machine to go on from a step; null when it may have another or none. */
function formsAt({ steps }: Program, from: number): ReadonlySet<string> | null {
  const forms = new Set<string>();
  const seen = new Set<number>();
  const collect = (at: number): boolean => {
    const step = steps[at]!;
    if (seen.has(at)) return true;
    seen.add(at);
    if (step.type === 'split') return step.next.every(collect);
    if (step.type !== 'test' || step.test.type !== 'forms') return false;
    for (const form of step.test.forms) forms.add(form);
    return true;
  };
  return collect(from) ? forms : null;
}

/** Calls back with what can begin at a token that is followed by another in its sentence, or by none. */
export function forCandidates(
  set: PatternSet,
  token: Token,
  next: Token | undefined,
  isOpening: boolean,
  attempt: (pattern: CompiledPattern) => void,
): void {
  const { form, kind } = token;
  const named = set.byForm.get(form);
  if (named) offer(named, next, attempt);
  if (set.byFormOnly) return;
  if (token.capital !== 'none' && set.byName.size > 0) offer(set.byName.get(form), next, attempt);
  if (set.byKind.size > 0) {
    offer(set.byKind.get(kind), next, attempt);
    if (kind === 'punctuation') offer(set.byKind.get(form), next, attempt);
  }
  if (set.byPrefix.size > 0 && kind === 'word')
    for (const { starts, ...beginning } of set.byPrefix.get(form.slice(0, PREFIX_KEY)) ?? [])
      if (starts.some((start) => form.startsWith(start))) offer([beginning], next, attempt);
  if (set.capitals.length > 0 && passes(CAPITAL, token)) offer(set.capitals, next, attempt);
  if (isOpening) offer(set.openings, next, attempt);
}

function offer(
  beginnings: readonly Beginning[] | undefined,
  next: Token | undefined,
  attempt: (pattern: CompiledPattern) => void,
): void {
  if (!beginnings) return;
  for (const { pattern, second } of beginnings)
    if (second === null || (next !== undefined && second.has(next.form))) attempt(pattern);
}

const CAPITAL: Test = { type: 'capital' };

import type { Language } from '#kernel';
import type { Analysis } from '../text/analyse.js';
import { type ClausePlaces, holds, placesOf } from './clause-places.js';
import { compileNode, MOST_STEPS, type Program } from './compile-pattern.js';
import { parsePattern } from './parse-pattern.js';
import type { ClauseName, Node, Place } from './pattern.js';
import { createMachine, type PatternMachine, type ProgramMatch } from './pattern-machine.js';
import type { Meter } from './run-program.js';

/** A pattern that stands in a text: token indices, both included. */
export interface Match {
  /** As given to `compilePatterns`. */
  id: number;
  first: number;
  last: number;
}

/** Lines, ready to be looked for together. */
export interface PatternSet {
  /** Of each line, in their order. */
  programs: readonly Program[];
  patterns: readonly { clauses: readonly CompiledClause[]; place: Place | null }[];
  /** Runs the programs of the lines, and behind them those of their clauses. */
  machine: PatternMachine;
  /** By program of the machine, from `programs.length` on: the clause it belongs to. */
  clauseOf: readonly CompiledClause[];
}

interface CompiledClause {
  name: ClauseName;
}

/** Lines of the pattern language; a match names the line by its index. @throws PatternError */
export function compilePatterns(lines: readonly string[], language: Language): PatternSet {
  const compiled = lines.map((line) => compileLine(line, language));
  const programs = compiled.map(({ program }) => program);
  const patterns = compiled.map(({ clauses, place }) => ({ clauses: clauses.map(({ clause }) => clause), place }));
  const behind = compiled.flatMap(({ clauses }) =>
    clauses.flatMap(({ clause, options }) => options.map((program) => ({ clause, program }))),
  );
  return {
    programs,
    patterns,
    machine: createMachine([...programs, ...behind.map(({ program }) => program)]),
    clauseOf: behind.map(({ clause }) => clause),
  };
}

interface CompiledLine {
  program: Program;
  clauses: readonly { clause: CompiledClause; options: readonly Program[] }[];
  place: Place | null;
}

function compileLine(line: string, language: Language): CompiledLine {
  const { node, clauses, place } = parsePattern(line);
  let room = MOST_STEPS;
  const compile = (part: Node): Program => {
    const program = compileNode(part, language, room);
    room -= program.steps.length;
    return program;
  };
  const program = compile(node);
  return {
    program,
    clauses: clauses.map(({ name, options }) => ({ clause: { name }, options: options.map(compile) })),
    place,
  };
}

/**
 * Where patterns stand in a text, by place. Of one pattern, matches do not overlap: the earliest and longest counts.
 * Time grows with the text’s length, hardly with the number of patterns.
 */
export function matchPatterns(set: PatternSet, analysis: Analysis, meter: Meter = { steps: 0 }): Match[] {
  const { patterns, programs, machine } = set;
  const found = machine.run(analysis, meter);
  if (!found.some(({ program }) => program < programs.length)) return [];
  const byClause = clausesIn(found, set);
  const places = new Map<CompiledClause, ClausePlaces>();
  const holdsAt = (clause: CompiledClause, first: number, last: number): boolean => {
    const matches = byClause.get(clause);
    if (!matches) return clause.name !== 'with' && clause.name !== 'with-text';
    let known = places.get(clause);
    if (!known) places.set(clause, (known = placesOf(matches, analysis)));
    return holds(clause.name, known, analysis.tokens[first]!.sentence, first, last);
  };
  const matches: Match[] = [];
  const busyUntil = new Map<number, number>();
  for (const { program: id, first, last } of found) {
    if (id >= programs.length || (busyUntil.get(id) ?? -1) >= first) continue;
    const { clauses, place } = patterns[id]!;
    if (!isThere(place, analysis, first) || !clauses.every((clause) => holdsAt(clause, first, last))) continue;
    busyUntil.set(id, last);
    matches.push({ id, first, last });
  }
  return matches;
}

/** Where each clause stands. */
function clausesIn(
  found: readonly ProgramMatch[],
  { programs, clauseOf }: PatternSet,
): ReadonlyMap<CompiledClause, readonly ProgramMatch[]> {
  const byClause = new Map<CompiledClause, ProgramMatch[]>();
  for (const match of found) {
    if (match.program < programs.length) continue;
    const clause = clauseOf[match.program - programs.length]!;
    const known = byClause.get(clause);
    if (known) known.push(match);
    else byClause.set(clause, [match]);
  }
  return byClause;
}

function isThere(place: Place | null, { tokens }: Analysis, first: number): boolean {
  const token = tokens[first]!;
  switch (place) {
    case 'quote':
      return token.quoted;
    case 'plain':
      return !token.quoted;
    case 'opening':
      return token.opening;
    case null:
      return true;
  }
}

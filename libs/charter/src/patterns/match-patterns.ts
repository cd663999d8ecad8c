import type { Language } from '#kernel';
import type { Analysis } from '../text/analyse.js';
import { type ClausePlaces, holds, placesOf } from './clause-places.js';
import { compileNode, MOST_STEPS, type Program } from './compile-pattern.js';
import { parsePattern } from './parse-pattern.js';
import type { ClauseName, Node, Place } from './pattern.js';
import { createMachine, type PatternMachine, refuseGap } from './pattern-machine.js';
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
  programs: readonly Program[];
  patterns: readonly { clauses: readonly CompiledClause[]; place: Place | null }[];
  machine: PatternMachine;
}

interface CompiledClause {
  name: ClauseName;
  machine: () => PatternMachine;
}

/** Lines of the pattern language; a match names the line by its index. @throws PatternError */
export function compilePatterns(lines: readonly string[], language: Language): PatternSet {
  const compiled = lines.map((line) => compileLine(line, language));
  const programs = compiled.map(({ program }) => program);
  return { programs, patterns: compiled, machine: createMachine(programs) };
}

function compileLine(
  line: string,
  language: Language,
): { program: Program; clauses: CompiledClause[]; place: Place | null } {
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
    clauses: clauses.map(({ name, options }) => ({ name, machine: machineOf(options.map(compile)) })),
    place,
  };
}

/** Made a machine when a text first asks; mistakes show at once. */
function machineOf(programs: readonly Program[]): () => PatternMachine {
  for (const program of programs) refuseGap(program);
  let machine: PatternMachine | null = null;
  return () => (machine ??= createMachine(programs));
}

/**
 * Where patterns stand in a text, by place. Of one pattern, matches do not overlap: the earliest and longest counts.
 * Time grows with the text’s length, hardly with the number of patterns.
 */
export function matchPatterns(set: PatternSet, analysis: Analysis, meter: Meter = { steps: 0 }): Match[] {
  const { patterns, machine } = set;
  const matches: Match[] = [];
  const busyUntil = new Map<number, number>();
  const places = new Map<CompiledClause, ClausePlaces>();
  for (const { program: id, first, last } of machine.run(analysis, meter)) {
    const { clauses, place } = patterns[id]!;
    if ((busyUntil.get(id) ?? -1) >= first || !isThere(place, analysis, first)) continue;
    const { sentence } = analysis.tokens[first]!;
    const stands = clauses.every((clause) => {
      const known = places.get(clause) ?? placesOf(clause.machine().run(analysis, meter), analysis);
      places.set(clause, known);
      return holds(clause.name, known, sentence, first, last);
    });
    if (!stands) continue;
    busyUntil.set(id, last);
    matches.push({ id, first, last });
  }
  return matches;
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

import type { Language } from '#kernel';
import type { Analysis } from '../text/analyse.js';
import { compileNode, type Program } from './compile-pattern.js';
import { parsePattern } from './parse-pattern.js';
import type { ClauseName, Node, Place } from './pattern.js';
import { createMachine, type PatternMachine } from './pattern-machine.js';

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
  const parsed = lines.map(parsePattern);
  const programs = parsed.map(({ node }) => compileNode(node, language));
  const patterns = parsed.map(({ clauses, place }) => ({
    clauses: clauses.map(({ name, options }) => ({ name, machine: machineOf(options, language) })),
    place,
  }));
  return { programs, patterns, machine: createMachine(programs) };
}

/** Compiled at once, so that mistakes show; made a machine when a text first asks. */
function machineOf(options: readonly Node[], language: Language): () => PatternMachine {
  const programs = options.map((option) => compileNode(option, language));
  let machine: PatternMachine | null = null;
  return () => (machine ??= createMachine(programs));
}

/**
 * Where patterns stand in a text, by place. Of one pattern, matches do not overlap: the earliest and longest counts.
 * Time grows with the text’s length, hardly with the number of patterns.
 */
export function matchPatterns({ patterns, machine }: PatternSet, analysis: Analysis): Match[] {
  const matches: Match[] = [];
  const busyUntil = new Map<number, number>();
  for (const { program: id, first, last } of machine.run(analysis)) {
    const { clauses, place } = patterns[id]!;
    if ((busyUntil.get(id) ?? -1) >= first || !isThere(place, analysis, first)) continue;
    if (!clauses.every((clause) => holds(clause, analysis, first, last))) continue;
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

function holds({ name, machine }: CompiledClause, analysis: Analysis, first: number, last: number): boolean {
  const { sentence } = analysis.tokens[first]!;
  const others = machine().run(analysis);
  const here = others.filter((match) => analysis.tokens[match.first]!.sentence === sentence);
  const outside = (match: { first: number; last: number }): boolean => match.last < first || match.first > last;
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

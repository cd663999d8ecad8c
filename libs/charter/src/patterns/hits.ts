import type { Language } from '#kernel';
import type { Analysis } from '../text/analyse.js';
import type { Span } from '../text/quotations.js';
import { toEndOfClause } from '../text/to-end-of-clause.js';
import { compilePatterns, matchPatterns, type PatternSet } from './match-patterns.js';

/** A place where a line of a list stands. */
export interface Hit extends Span {
  /** Index of the line. */
  line: number;
  sentence: number;
}

const compiled = new WeakMap<readonly string[], Partial<Record<Language, PatternSet>>>();

/** Where lines of a list stand, by place; each list is compiled once per language. @throws PatternError */
export function hitsOf(lines: readonly string[], language: Language, analysis: Analysis): Hit[] {
  const { tokens } = analysis;
  return matchPatterns(setOf(lines, language), analysis).map(({ id, first, last }) => ({
    start: tokens[first]!.start,
    end: tokens[last]!.end,
    line: id,
    sentence: tokens[first]!.sentence,
  }));
}

function setOf(lines: readonly string[], language: Language): PatternSet {
  const known = compiled.get(lines) ?? {};
  compiled.set(lines, known);
  return (known[language] ??= compilePatterns(lines, language));
}

/** Spans that overlap become one, by place. */
export function united(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: Span[] = [];
  for (const { start, end } of sorted) {
    const last = apart.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else apart.push({ start, end });
  }
  return apart;
}

export interface Graded {
  spans: readonly Span[];
  confidence: 'likely' | 'hint';
}

/** From each place to the end of its clause. */
export function clauses(found: Graded | null, analysis: Analysis): Span[] {
  return united((found?.spans ?? []).map((span) => toEndOfClause(span, analysis)));
}

/**
 * What a graded list finds: strong lines stand alone, weak ones in company of another. Null when it finds nothing.
 * `confidence` says which of both.
 */
export function graded(
  { strong, weak }: { strong: readonly string[]; weak: readonly string[] },
  language: Language,
  analysis: Analysis,
): Graded | null {
  const sure = hitsOf(strong, language, analysis);
  const hints = hitsOf(weak, language, analysis).filter((hint) => !sure.some((hit) => overlaps(hit, hint)));
  if (sure.length > 0) return { spans: united(sure), confidence: 'likely' };
  const spans = united(hints);
  if (spans.length < 2 || new Set(hints.map(({ line }) => line)).size < 2) return null;
  return { spans, confidence: 'hint' };
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

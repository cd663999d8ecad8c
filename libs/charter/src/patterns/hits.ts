import type { Language } from '#kernel';
import type { Analysis } from '../text/analyse.js';
import type { Span } from '../text/quotations.js';
import { remembered } from '../text/remembered.js';
import { toEndOfClause } from '../text/to-end-of-clause.js';
import { builtInLists } from '../lexicons/by-language.js';
import { compilePatterns, type Match, matchPatterns, type PatternSet } from './match-patterns.js';

/** A place where a line of a list stands. */
export interface Hit extends Span {
  /** Index of the line. */
  line: number;
  sentence: number;
}

/** Where lines of a list stand, by place; each list is compiled once per language. @throws PatternError */
export function hitsOf(lines: readonly string[], language: Language, analysis: Analysis): readonly Hit[] {
  const shared = SHARED[language](analysis);
  return shared.get(lines) ?? (isOurs(lines, language) ? NONE : ownHits(lines, language, analysis));
}

/**
 * What `hitsOf` answers for each of several lists, in their order, or null when none of them stands anywhere; ours have been
 * looked for, the rest is looked for at once. @throws PatternError
 */
export function hitsOfEach(group: ListGroup, analysis: Analysis): (readonly Hit[])[] | null {
  let hits: (readonly Hit[])[] | null = null;
  for (const found of [SHARED[group.language](analysis), hitsOfOwn(group, analysis)])
    for (const [lines, there] of found)
      for (const place of group.places.get(lines) ?? []) {
        hits ??= new Array<readonly Hit[]>(group.size).fill(NONE);
        hits[place] = there;
      }
  return hits;
}

function hitsOfOwn(group: ListGroup, analysis: Analysis): ByList {
  if (group.own.length === 0) return NOWHERE;
  const jointly = analysis.memory.get(JOINTLY) as Jointly | undefined;
  if (!jointly?.groups.has(group))
    return lookForAll((group.together ??= together(group.own, group.language)), analysis);
  let hits = analysis.memory.get(jointly) as ByList | undefined;
  if (!hits) analysis.memory.set(jointly, (hits = lookForAll((jointly.together ??= joined(jointly)), analysis)));
  return hits;
}

/** Lists that are always looked for together. */
export interface ListGroup {
  language: Language;
  size: number;
  /** By list: where it stands among them. */
  places: ReadonlyMap<readonly string[], readonly number[]>;
  /** Those that are not ours. */
  own: readonly (readonly string[])[];
  together?: Together;
}

export function groupLists(lists: readonly (readonly string[])[], language: Language): ListGroup {
  const places = new Map<readonly string[], number[]>();
  for (const [index, lines] of lists.entries()) places.set(lines, [...(places.get(lines) ?? []), index]);
  const own = [...places.keys()].filter((lines) => !isOurs(lines, language) && lines.length > 0);
  return { language, size: lists.length, places, own };
}

/** Groups of one language that are looked for in the same texts. */
export interface Jointly {
  groups: ReadonlySet<ListGroup>;
  together?: Together;
}

const JOINTLY = Symbol('groups that are looked for jointly');

/** From now on, whoever looks for one of the groups in the text looks for all of them. */
export function lookJointly(jointly: Jointly, { memory }: Analysis): void {
  memory.set(JOINTLY, jointly);
}

function joined({ groups }: Jointly): Together {
  const all = [...groups];
  return together([...new Set(all.flatMap(({ own }) => own))], all[0]!.language);
}

const NONE: readonly Hit[] = [];
const NOWHERE: ByList = new Map();
const ours: Partial<Record<Language, ReadonlySet<readonly string[]>>> = {};

function isOurs(lines: readonly string[], language: Language): boolean {
  return (ours[language] ??= new Set(builtInLists(language))).has(lines);
}

/** Only lists that hit are there. */
type ByList = ReadonlyMap<readonly string[], readonly Hit[]>;

/** Lists as one set: a text is gone through once for all of them. */
interface Together {
  set: PatternSet;
  lists: readonly (readonly string[])[];
  /** By pattern: its list, and its line in it. */
  places: readonly { list: number; line: number }[];
}

const shared: Partial<Record<Language, Together>> = {};
const SHARED: Readonly<Record<Language, (analysis: Analysis) => ByList>> = { en: sharedIn('en'), fr: sharedIn('fr') };

function sharedIn(language: Language): (analysis: Analysis) => ByList {
  return remembered((analysis) =>
    lookForAll((shared[language] ??= together(builtInLists(language), language)), analysis),
  );
}

function together(lists: readonly (readonly string[])[], language: Language): Together {
  const places = lists.flatMap((lines, list) => lines.map((_, line) => ({ list, line })));
  return { set: compilePatterns(lists.flat(), language), lists, places };
}

function lookForAll({ set, lists, places }: Together, analysis: Analysis): ByList {
  const matches = matchPatterns(set, analysis);
  if (matches.length === 0) return NOWHERE;
  const hits = new Map<readonly string[], Hit[]>();
  for (const match of matches) {
    const { list, line } = places[match.id]!;
    const hit = toHit(match, line, analysis);
    const known = hits.get(lists[list]!);
    if (known) known.push(hit);
    else hits.set(lists[list]!, [hit]);
  }
  return hits;
}

const compiled = new WeakMap<readonly string[], Partial<Record<Language, PatternSet>>>();

function ownHits(lines: readonly string[], language: Language, analysis: Analysis): Hit[] {
  const known = compiled.get(lines) ?? {};
  compiled.set(lines, known);
  const set = (known[language] ??= compilePatterns(lines, language));
  return matchPatterns(set, analysis).map((match) => toHit(match, match.id, analysis));
}

function toHit({ first, last }: Match, line: number, { tokens }: Analysis): Hit {
  return { start: tokens[first]!.start, end: tokens[last]!.end, line, sentence: tokens[first]!.sentence };
}

/** Spans that overlap become one, by place. */
export function united(spans: readonly Span[]): Span[] {
  if (spans.length === 0) return [];
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
  if (sure.length > 0) return { spans: united(sure), confidence: 'likely' };
  const hints = hitsOf(weak, language, analysis);
  const spans = united(hints);
  if (spans.length < 2 || new Set(hints.map(({ line }) => line)).size < 2) return null;
  return { spans, confidence: 'hint' };
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

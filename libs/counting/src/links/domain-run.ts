import { endOfTopLevelDomain } from './top-level-domain.js';

const SPACES = String.raw`\x09-\x0d\x20\x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
const DIRECTIONS = String.raw`\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069`;
const NONCHARACTERS = String.raw`\ufffe\ufeff\uffff`;
const PUNCTUATION = String.raw`!'#%&()*+,\\/:;<=>?@\[\]^{|}~$`;

/** What a domain may be made of, dots included. By UTF-16 unit: to the detectors an emoji is two such characters. */
const RUN = new RegExp(`[^${PUNCTUATION}${SPACES}${DIRECTIONS}${NONCHARACTERS}]+`, 'g');

/** What no link may follow directly: it is then part of a word, an address, a mention, a hashtag or a cashtag. */
const JOINS_TO_LINK = /[A-Za-z0-9@＠$#＃\ufffe\ufeff\uffff]/;

interface Label {
  start: number;
  end: number;
}

/** A stretch of text that may hold domains, cut at its dots. */
export interface DomainRun {
  start: number;
  end: number;
  labels: readonly Label[];
  /** For each label where the longest domain beginning with it ends, or -1. */
  ends: readonly number[];
}

/** The first run at or after `from`. */
export function findRun(text: string, from: number): DomainRun | null {
  RUN.lastIndex = from;
  const found = RUN.exec(text);
  if (found === null) return null;
  const labels = labelsOf(found[0], found.index);
  return { start: found.index, end: RUN.lastIndex, labels, ends: domainEnds(text, labels) };
}

/** Whether a link may begin at `start`, when the text before `from` belongs to an earlier one. */
export function mayBegin(text: string, start: number, from: number): boolean {
  return start === 0 ? from === 0 : start > from && !JOINS_TO_LINK.test(text.charAt(start - 1));
}

/** The first domain of `run` at or after its label `from.label`, whose link may begin after the offset `from.offset`. */
export function firstDomain(text: string, run: DomainRun, from: { label: number; offset: number }) {
  for (let label = from.label; label < run.labels.length - 1; label++) {
    const start = startInLabel(text, run, label, from.offset);
    if (start !== -1) return { label, start, end: domainEnd(text, run, label, start) };
  }
  return null;
}

function labelsOf(run: string, offset: number): Label[] {
  let start = offset;
  return run.split('.').map((label) => {
    const end = start + label.length;
    const found = { start, end };
    start = end + 1;
    return found;
  });
}

/** From right to left, so that a run of any length is read once; a pattern would try every start anew. */
function domainEnds(text: string, labels: readonly Label[]): number[] {
  const ends = new Array<number>(labels.length).fill(-1);
  for (let at = labels.length - 2; at >= 0; at--) {
    const { start, end } = labels[at] as Label;
    const further = ends[at + 1] as number;
    if (start === end || isJoiner(text, start) || isJoiner(text, end - 1)) continue;
    ends[at] = further === -1 ? endAfterName(text, labels, at, start) : further;
  }
  return ends;
}

/** Where the domain ends whose name (the label before its top-level domain, free of `_`) is label `at` from `start`. */
function endAfterName(text: string, labels: readonly Label[], at: number, start: number): number {
  const { end } = labels[at] as Label;
  return text.slice(start, end).includes('_') ? -1 : endOfTopLevelDomain(text, end + 1);
}

function startInLabel(text: string, run: DomainRun, at: number, from: number): number {
  const { start, end } = run.labels[at] as Label;
  if (start === end || end <= from || isJoiner(text, end - 1)) return -1;
  const isSubdomain = (run.ends[at + 1] as number) !== -1;
  const earliest = isSubdomain ? start : start + text.slice(start, end).lastIndexOf('_') + 1;
  if (!isSubdomain && endOfTopLevelDomain(text, end + 1) === -1) return -1;
  for (let candidate = Math.max(earliest, from); candidate < end; candidate++) {
    if (!isJoiner(text, candidate) && mayBegin(text, candidate, from)) return laterStart(text, candidate, end);
  }
  return -1;
}

/** The detectors take the very first character of a text for the one before a link wherever they can. */
function laterStart(text: string, start: number, end: number): number {
  return start === 0 && end > 1 && !isJoiner(text, 1) && mayBegin(text, 1, 0) ? 1 : start;
}

function domainEnd(text: string, run: DomainRun, at: number, start: number): number {
  const further = run.ends[at + 1] as number;
  return further === -1 ? endAfterName(text, run.labels, at, start) : further;
}

function isJoiner(text: string, at: number): boolean {
  return text[at] === '-' || text[at] === '_';
}

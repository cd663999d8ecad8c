import { daysOfMonth, edgeOfMonth, months, period, weekdays } from './clauses/days.js';
import { every, frequencyWord, oneOutOf, times } from './clauses/frequency.js';
import { duration, except, from, monthEnd, plus, until } from './clauses/limits.js';
import { partOfDay, timeOfDay } from './clauses/time.js';
import { type Clause, emptyDraft, type Reading } from './draft.js';
import type { Lexicon } from './lexicon.js';
import { refuseAmbiguous, refuseUnknown } from './refuse.js';
import { is, type Term } from './terms.js';

/** In order of precedence: the first that reads something at a place has it. */
const CLAUSES: readonly Clause[] = [
  monthEnd,
  edgeOfMonth,
  until,
  duration,
  from,
  except,
  plus,
  oneOutOf,
  times,
  frequencyWord,
  every,
  timeOfDay,
  weekdays,
  daysOfMonth,
  months,
  partOfDay,
  period,
];

/** Words that carry no meaning by themselves, between clauses. */
const LINKS = ['filler', 'the', 'of', 'in', 'and', 'at', 'from', 'to', 'for', 'once', 'per'] as const;

/** Reads terms from left to right. What no clause takes is refused or, when `lenient`, left out. */
export function readDraft(terms: readonly Term[], lexicon: Lexicon, lenient: boolean): Reading {
  const reading: Reading = { terms, lexicon, draft: emptyDraft() };
  for (let at = 0; at < terms.length;) {
    const next = nextPlace(reading, at);
    if (next === at && !lenient) refuseTerm(terms, at);
    at = Math.max(next, at + 1);
  }
  return reading;
}

function nextPlace(reading: Reading, at: number): number {
  for (const clause of CLAUSES) {
    const next = clause(reading, at);
    if (next > at) return next;
  }
  return is(reading.terms, at, ...LINKS) ? at + 1 : at;
}

function refuseTerm(terms: readonly Term[], at: number): never {
  const term = terms[at]!;
  const { unclear } = term.sense;
  if (unclear) refuseAmbiguous(unclear, unclear === 'saturday' ? 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' : null, term, term);
  if (is(terms, at, 'or')) refuseAmbiguous('either_or', null, term, terms[at + 1]);
  let last = at;
  while (terms[last + 1]?.known === false) last++;
  return refuseUnknown(term, 'unknown', terms[last]);
}

import { compare, type Expected } from './compare.js';

const SHOWN_DIFFERENCES = 20;

/** A rule that dateutil misreads, as `oracle.py flaws` prints it. */
export interface Flaw {
  name: string;
  startsAt: string;
  rrule: string;
  /** The first date on which dateutil and RFC 5545 part; null when this dateutil has mended it. */
  verdict: string | null;
}

export interface Tally {
  recurrences: number;
  /** Recurrences on which dateutil was asked as it is. */
  asked: number;
  /** How many recurrences of each kind were put together from simpler rules instead. */
  flaws: Map<string, number>;
  placements: number;
  dates: number;
  adjusted: number;
  never: number;
  differences: string[];
}

export function startTally(): Tally {
  return {
    recurrences: 0,
    asked: 0,
    flaws: new Map(),
    placements: 0,
    dates: 0,
    adjusted: 0,
    never: 0,
    differences: [],
  };
}

export function count(tally: Tally, expected: Expected): void {
  tally.recurrences++;
  if (expected.flaws.length === 0) tally.asked++;
  for (const flaw of expected.flaws) tally.flaws.set(flaw, (tally.flaws.get(flaw) ?? 0) + 1);
  for (const dates of Object.values(expected.zones)) {
    tally.placements++;
    if (dates === null) tally.never++;
    tally.dates += dates?.at.length ?? 0;
    tally.adjusted += Object.keys(dates?.adjusted ?? {}).length;
  }
  tally.differences.push(...compare(expected));
}

export function report(tally: Tally, flaws: readonly Flaw[], seed: string, rules: number): void {
  const { recurrences, asked, placements, dates, adjusted, never, differences } = tally;
  console.log(
    `seed ${seed}: ${rules} random rules and ${recurrences - rules} named cases, ${placements} with their zones`,
  );
  console.log(`${dates} dates, ${adjusted} of them adjusted; ${never} recurrences that never occur`);
  console.log(`dateutil asked as it is: ${asked}; put together from simpler rules: ${recurrences - asked}, of which`);
  for (const [name, times] of tally.flaws)
    console.log(`  ${name}: ${times}${shown(flaws.find((f) => f.name === name))}`);
  for (const difference of differences.slice(0, SHOWN_DIFFERENCES)) console.log(`DIFFERS ${difference}`);
  console.log(`differences: ${differences.length}`);
}

function shown(flaw: Flaw | undefined): string {
  if (!flaw) return '';
  const verdict = flaw.verdict ?? 'reads it well by now: take the flaw out of flaws.py';
  return ` (dateutil on ${flaw.startsAt} ${flaw.rrule}: ${verdict})`;
}

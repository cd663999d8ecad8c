import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MINUTE } from './floating-time.js';
import { occurrencesBetween, type OccurrenceDate } from './occurrences.js';
import { parseRecurrence } from './parse-recurrence.js';
import { resolveLocal } from './zone-offsets.js';

/** Ten years of a zone as Python's zoneinfo has them: `test/oracle/golden.py`. */
interface GoldenZone {
  zone: string;
  /** First day. */
  from: string;
  years: number;
  /** Instant, offset before, offset after. */
  transitions: string[];
  daily: GoldenDaily[];
}

/** Every day at `time`: how many, the hash of all instants, and the dates that a change of clocks touches. */
interface GoldenDaily {
  time: string;
  count: number;
  sha256: string;
  adjusted: string[];
}

const GOLDEN = JSON.parse(
  readFileSync(join(import.meta.dirname, '../testing/golden-zones.json'), 'utf8'),
) as GoldenZone[];

describe.each(GOLDEN)('ten years in $zone', ({ zone, from, years, transitions, daily }) => {
  it('change their clocks when zoneinfo says so', () => {
    for (const transition of transitions) {
      const [instant, before, after] = transition.split(' ') as [string, string, string];
      const [old, next] = [offset(before), offset(after)];
      // The first wall-clock time that neither the gap nor the overlap touches.
      const clear = Date.parse(instant) + Math.max(old, next);
      expect(resolveLocal(zone, clear)).toMatchObject({ instant: clear - next, adjusted: null });
      const touched = clear - MINUTE;
      const adjusted = old < next ? 'gap' : 'overlap';
      expect(resolveLocal(zone, touched)).toMatchObject({ instant: touched - old, adjusted });
    }
  });

  it.each(daily)('hold $count daily slots at $time', ({ time, count, sha256, adjusted }) => {
    const dates = tenYears(zone, `${from}T${time}`, years);
    expect(dates).toHaveLength(count);
    expect(dates.filter((date) => date.adjusted !== null).map(spell)).toEqual(adjusted);
    expect(createHash('sha256').update(dates.map(instantOf).sort().join('\n')).digest('hex')).toBe(sha256);
  });
});

function tenYears(timezone: string, startsAt: string, years: number): OccurrenceDate[] {
  const end = `${Number(startsAt.slice(0, 4)) + years}-01-01T00:00`;
  const recurrence = parseRecurrence({ startsAt, timezone, rrule: 'FREQ=DAILY' });
  return occurrencesBetween(recurrence, new Date(0), new Date(Date.parse(`${end}Z`) + 2 * 86_400_000))
    .filter(({ originalStart }) => originalStart < end)
    .sort((a, b) => (a.originalStart < b.originalStart ? -1 : 1));
}

function offset(text: string): number {
  const [hours, minutes] = text.slice(1).split(':').map(Number) as [number, number];
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * MINUTE;
}

function instantOf({ startsAt }: OccurrenceDate): string {
  return `${startsAt.toISOString().slice(0, 16)}Z`;
}

function spell(date: OccurrenceDate): string {
  return `${date.originalStart} ${instantOf(date)} ${date.adjusted}`;
}

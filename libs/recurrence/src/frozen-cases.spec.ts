import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY } from './floating-time.js';
import { occurrencesBetween, type OccurrenceDate } from './occurrences.js';
import { parseRecurrence } from './parse-recurrence.js';
import type { RecurrenceInput } from './recurrence.js';

/** What python-dateutil and zoneinfo gave; its header says how to read it. */
const TABLE = readFileSync(join(import.meta.dirname, '../testing/frozen-cases.txt'), 'utf8');
const ROWS = TABLE.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const YEARS = 12;

interface FrozenCase {
  input: RecurrenceInput;
  dates: string[];
  complete: boolean;
}

function readRow(row: string): FrozenCase {
  const [timezone, startsAt, rrule, monthEnd, exdates, rdates, dates] = row.split(' | ') as [string, ...string[]];
  const list = (text = ''): string[] => text.split(' ').filter((item) => item !== '');
  const shown = list(dates);
  return {
    input: {
      timezone,
      startsAt: startsAt!,
      rrule: rrule!,
      monthEnd: monthEnd as 'skip' | 'clamp',
      exdates: list(exdates),
      rdates: list(rdates),
    },
    dates: shown.filter((date) => date !== '.').map(readDate),
    complete: shown.at(-1) === '.',
  };
}

const MARKS = { '': null, '!': 'gap', '~': 'overlap', '^': 'clamp' } as const;

function readDate(text: string): string {
  const [, original, offset, mark] = /^(.{16})([+-]\d\d:\d\d)([!~^]?)$/.exec(text) as unknown as [
    string,
    string,
    string,
    keyof typeof MARKS,
  ];
  return spell(original, new Date(original + offset), MARKS[mark]);
}

function spell(originalStart: string, startsAt: Date, adjusted: OccurrenceDate['adjusted']): string {
  return `${originalStart} ${startsAt.toISOString()} ${adjusted}`;
}

/** A complete list is all of twelve years. */
function ourDates({ input, dates, complete }: FrozenCase): string[] {
  const horizon = `${Number(input.startsAt.slice(0, 4)) + YEARS}${input.startsAt.slice(4)}`;
  const last = complete ? horizon : dates.at(-1)!.slice(0, 16);
  return occurrencesBetween(parseRecurrence(input), new Date(0), new Date(Date.parse(`${last}Z`) + 3 * DAY))
    .filter(({ originalStart }) => originalStart <= last)
    .sort((a, b) => (a.originalStart < b.originalStart ? -1 : 1))
    .map(({ originalStart, startsAt, adjusted }) => spell(originalStart, startsAt, adjusted));
}

describe('the dates that dateutil gives', () => {
  it('are a table of 200', () => {
    expect(ROWS).toHaveLength(200);
  });

  it.each(ROWS)('%s', (row) => {
    const frozen = readRow(row);
    expect(ourDates(frozen)).toEqual(frozen.dates);
  });
});

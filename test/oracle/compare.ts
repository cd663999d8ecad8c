import { DomainError } from '#kernel';
import { occurrencesBetween, parseRecurrence, type Recurrence, type RecurrenceInput } from '#recurrence';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A recurrence without zone and its dates in some, as `oracle.py check` prints them. Minutes count from 1970. */
export interface Expected extends Omit<RecurrenceInput, 'timezone'> {
  name: string;
  /** Why dateutil was not asked as it is; empty for most. */
  flaws: string[];
  /** Original starts up to this local minute are listed. */
  last: number;
  /** Null where the recurrence never occurs. */
  zones: Record<string, ExpectedDates | null>;
}

export interface ExpectedDates {
  /** Original starts, as if they were UTC. */
  local: number[];
  /** Their instants. */
  at: number[];
  /** By index. */
  adjusted: Record<string, string>;
}

/** What differs, one sentence a zone; none when all agree. */
export function compare(expected: Expected): string[] {
  return Object.entries(expected.zones).flatMap(([timezone, dates]) => {
    const difference = compareIn(timezone, expected, dates);
    return difference === null ? [] : [`${describe(expected, timezone)}: ${difference}`];
  });
}

function compareIn(timezone: string, expected: Expected, dates: ExpectedDates | null): string | null {
  const { startsAt, rrule, exdates, rdates, monthEnd } = expected;
  const recurrence = parse({ startsAt, timezone, rrule, exdates, rdates, monthEnd });
  if (typeof recurrence === 'string')
    return dates === null && recurrence === 'slot.rrule_never_occurs' ? null : `refused: ${recurrence}`;
  if (dates === null) return 'accepted, and never occurs';
  const wanted = dates.local.map((local, i) => ({ local, at: dates.at[i]!, adjusted: dates.adjusted[i] ?? null }));
  const given = ourDates(recurrence, expected.last);
  const first = wanted.findIndex((date, i) => !equal(date, given[i]));
  if (first === -1 && given.length === wanted.length) return null;
  const index = first === -1 ? wanted.length : first;
  return `${given.length} dates for ${wanted.length}; ${spell(given[index])} for ${spell(wanted[index])}`;
}

/** Minutes since 1970, the first as if the wall clock showed UTC. */
interface Placed {
  local: number;
  at: number;
  adjusted: string | null;
}

function equal(one: Placed, other: Placed | undefined): boolean {
  return one.local === other?.local && one.at === other.at && one.adjusted === other.adjusted;
}

function parse(input: RecurrenceInput): Recurrence | string {
  try {
    return parseRecurrence(input);
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

/** By original start: dates that a gap moves may pass others. */
function ourDates(recurrence: Recurrence, last: number): Placed[] {
  const end = new Date(last * MINUTE + 3 * DAY);
  return occurrencesBetween(recurrence, new Date(Date.UTC(1900, 0)), end)
    .map(({ originalStart, startsAt, adjusted }) => ({
      local: Date.parse(`${originalStart}Z`) / MINUTE,
      at: startsAt.getTime() / MINUTE,
      adjusted,
    }))
    .filter(({ local }) => local <= last)
    .sort((a, b) => a.local - b.local);
}

function spell(date: Placed | undefined): string {
  if (!date) return 'none';
  const [local, instant] = [date.local, date.at].map((minute) => new Date(minute * MINUTE).toISOString().slice(0, 16));
  return `${local} at ${instant}Z${date.adjusted === null ? '' : ` (${date.adjusted})`}`;
}

function describe({ name, startsAt, rrule, monthEnd, exdates, rdates }: Expected, timezone: string): string {
  const lists = [exdates?.length ? ` EXDATE ${exdates.join()}` : '', rdates?.length ? ` RDATE ${rdates.join()}` : ''];
  return `${name && `${name}, `}${timezone} ${startsAt} ${rrule} ${monthEnd}${lists.join('')}`;
}

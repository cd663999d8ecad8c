import type { LocalTime } from '#kernel';

interface Dated {
  originalStart: LocalTime;
}

/** A row that may stand for another date than its own: one that somebody filled, moved, skipped or assigned. */
interface Keeper extends Dated {
  touched: boolean;
}

export interface DateMatch<Row, SomeDate> {
  pairs: readonly { row: Row; date: SomeDate }[];
  /** Rows that stand for no date: detached exceptions, or leftovers of an older rule. */
  rows: readonly Row[];
  /** Dates that no row stands for. */
  dates: readonly SomeDate[];
}

/**
 * Which row stands for which date of the calendar. A row stands for its own original start; failing that, one that
 * somebody touched stands for a date of the same local day, so that an edited rule neither loses it nor doubles it.
 * An occurrence keeps its id for life: its original start may thus differ from the date it now stands for.
 */
export function matchDates<Row extends Keeper, SomeDate extends Dated>(
  rows: readonly Row[],
  dates: readonly SomeDate[],
): DateMatch<Row, SomeDate> {
  const free = new Map(dates.map((date) => [date.originalStart, date]));
  const pairs: { row: Row; date: SomeDate }[] = [];
  const take = (row: Row, date: SomeDate | undefined): boolean => {
    if (!date) return false;
    free.delete(date.originalStart);
    pairs.push({ row, date });
    return true;
  };
  const left = rows.filter((row) => !take(row, free.get(row.originalStart)));
  const lost = left.filter((row) => !row.touched || !take(row, sameDay(free.values(), row)));
  return { pairs, rows: lost, dates: [...free.values()] };
}

function sameDay<SomeDate extends Dated>(dates: Iterable<SomeDate>, row: Dated): SomeDate | undefined {
  const day = row.originalStart.slice(0, 10);
  for (const date of dates) if (date.originalStart.startsWith(day)) return date;
  return undefined;
}

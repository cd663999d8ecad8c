import { type BrandScope, type LocalTime, toLocalTime, type Zone } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import { type CalendarFilter, filterValues, standingDates } from './calendar-entries.js';

/** A date near at hand that nothing fills, where its slot does not leave it empty on purpose. */
export interface CalendarGap {
  occurrenceId: string;
  slotId: string;
  brandId: string;
  title: string;
  format: string;
  /** RFC 3339, UTC */
  startsAt: string;
  localTime: LocalTime;
  timezone: Zone;
  ownerId: string | null;
  assigneeId: string | null;
  /** Turns of the calendar page at `timezone`: 0 today, 1 tomorrow. */
  daysLeft: number;
}

export interface CalendarGaps {
  gaps: CalendarGap[];
  gapsTruncated: boolean;
}

export interface GapQuery {
  now: Date;
  /** At most so many that every date in reach stands in the database. */
  gapDays: number;
  timezone?: Zone;
}

const MOST = 500;
const DAY = 86_400_000;

type GapRow = Omit<CalendarGap, 'startsAt' | 'daysLeft'> & { startsAt: Date };

/** The open dates from now on, by start, whatever window is looked at. One query. */
export async function findGaps(
  tx: Tx,
  scope: BrandScope,
  { brandIds, channelIds }: CalendarFilter,
  query: GapQuery,
): Promise<CalendarGaps> {
  const { now, gapDays } = query;
  const to = new Date(now.getTime() + gapDays * DAY);
  const rows = await sqlRows<GapRow>(
    tx,
    `select occurrence.id as "occurrenceId", slot.id as "slotId", slot.brand_id as "brandId", slot.title, slot.format,
       occurrence.starts_at as "startsAt", occurrence.local_time as "localTime", occurrence.timezone,
       slot.owner_id as "ownerId", occurrence.assignee_id as "assigneeId"
     from occurrence join slot on slot.id = occurrence.slot_id
     where ${standingDates} and occurrence.state = 'open'
       and slot.when_empty = 'alert' and slot.active and slot.archived_at is null
     order by occurrence.starts_at, occurrence.id collate "C" limit ${MOST + 1}`,
    filterValues(scope, { from: now, to, brandIds, channelIds }),
  );
  const gaps = rows.slice(0, MOST).map((row) => toGap(row, query));
  return { gaps, gapsTruncated: rows.length > MOST };
}

function toGap(row: GapRow, { now, timezone = row.timezone }: GapQuery): CalendarGap {
  const localTime = timezone === row.timezone ? row.localTime : toLocalTime(row.startsAt, timezone);
  const daysLeft = dayOf(localTime) - dayOf(toLocalTime(now, timezone));
  return { ...row, startsAt: row.startsAt.toISOString(), localTime, timezone, daysLeft };
}

function dayOf(localTime: LocalTime): number {
  return Date.parse(localTime.slice(0, 10)) / DAY;
}

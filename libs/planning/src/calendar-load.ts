import type { BrandScope, Zone } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import type { OccurrenceView } from '#slots';
import { DateTime } from 'luxon';
import { type CalendarFilter, filterValues, standingDates } from './calendar-entries.js';

/** What one person has to do in one week: the dates that are theirs, by the effort of their slots. */
export interface CalendarLoad {
  /** ISO 8601 week, `2026-W49`. */
  week: string;
  /** The date's assignee, else its slot's owner; null: nobody's. */
  memberId: string | null;
  memberName: string | null;
  minutes: number;
  occurrences: number;
}

export interface CalendarLoads {
  load: CalendarLoad[];
  loadTruncated: boolean;
}

const MOST = 2000;
const WEEK = "kkkk-'W'WW";

type Share = Omit<CalendarLoad, 'memberName'>;

/**
 * The load of the window by week and person, skipped dates left out. Weeks are those of `timezone`, else of each
 * date's own zone. Two queries.
 */
export async function findLoad(
  tx: Tx,
  scope: BrandScope,
  filter: CalendarFilter,
  timezone: Zone | undefined,
  virtual: readonly OccurrenceView[],
): Promise<CalendarLoads> {
  const shares = merge([...(await standingShares(tx, scope, filter, timezone)), ...virtual.map(shareOf(timezone))]);
  const shown = shares.slice(0, MOST);
  const names = await memberNames(tx, scope, shown);
  const load = shown.map((share) => ({ ...share, memberName: (share.memberId && names.get(share.memberId)) ?? null }));
  return { load, loadTruncated: shares.length > MOST };
}

/** PostgreSQL need not know the zone: it is handed where the weeks begin, or reads the local time that each date keeps. */
async function standingShares(
  tx: Tx,
  scope: BrandScope,
  filter: CalendarFilter,
  timezone: Zone | undefined,
): Promise<Share[]> {
  const weeks = timezone ? weeksOf(filter, timezone) : null;
  const week = weeks
    ? '($9::text[])[width_bucket(occurrence.starts_at, $8::timestamptz[])]'
    : `to_char(occurrence.local_time::timestamp, 'IYYY-"W"IW')`;
  return sqlRows<Share>(
    tx,
    `select ${week} as week, coalesce(occurrence.assignee_id, slot.owner_id) as "memberId",
       sum(coalesce(slot.effort_minutes, 0))::int as minutes, count(*)::int as occurrences
     from occurrence join slot on slot.id = occurrence.slot_id
     where ${standingDates} and occurrence.state <> 'skipped'
     group by 1, 2`,
    [
      ...filterValues(scope, filter),
      ...(weeks ? [weeks.map(({ start }) => start), weeks.map(({ name }) => name)] : []),
    ],
  );
}

function weeksOf({ from, to }: CalendarFilter, zone: Zone): { start: Date; name: string }[] {
  const weeks: { start: Date; name: string }[] = [];
  const first = DateTime.fromJSDate(from, { zone }).startOf('week');
  for (let week = first; week.toJSDate() < to; week = week.plus({ weeks: 1 }))
    weeks.push({ start: week.toJSDate(), name: week.toFormat(WEEK) });
  return weeks;
}

function shareOf(timezone: Zone | undefined): (date: OccurrenceView) => Share {
  return ({ startsAt, timezone: own, assigneeId, slot }) => ({
    week: DateTime.fromISO(startsAt, { zone: timezone ?? own }).toFormat(WEEK),
    memberId: assigneeId ?? slot.ownerId,
    minutes: slot.effortMinutes ?? 0,
    occurrences: 1,
  });
}

/** By week, then by person, nobody last. */
function merge(shares: readonly Share[]): Share[] {
  const merged = new Map<string, Share>();
  for (const share of shares) {
    const key = `${share.week} ${share.memberId ?? '~'}`;
    const { minutes = 0, occurrences = 0 } = merged.get(key) ?? {};
    merged.set(key, {
      ...share,
      minutes: minutes + share.minutes,
      occurrences: occurrences + share.occurrences,
    });
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, share]) => share);
}

async function memberNames(tx: Tx, scope: BrandScope, shares: readonly Share[]): Promise<Map<string, string>> {
  const ids = [...new Set(shares.flatMap(({ memberId }) => memberId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await sqlRows<{ id: string; name: string }>(
    tx,
    'select id, name from member where agency_id = $1 and id = any($2)',
    [scope.agencyId, ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

import { type BrandScope, DomainError, durationMillis, type LocalTime, toLocalTime, type Zone } from '#kernel';
import { scopeCondition, sqlRows, type Tx } from '#persistence';
import type { Recurrence } from '#recurrence';
import type { Blackout, SlotCalendar } from '#slots';
import type { KnownDate, SimulatedSlot, SimulationWindow } from './simulation-input.js';
import { marginOf } from './slot-dates.js';

/** Whose plans are read: brands that the caller may see, all of one agency. */
export interface ReadScope {
  agencyId: string;
  brandIds: readonly string[];
}

/** @throws DomainError `brand.not_found` unless every brand is live and the caller's */
export async function requireBrands(tx: Tx, scope: BrandScope, brandIds: readonly string[]): Promise<ReadScope> {
  const wanted = [...new Set(brandIds)];
  const within = scopeCondition(scope, 2);
  // A brand is its own brand: the scope's condition is on the id.
  const rows = await sqlRows<{ id: string }>(
    tx,
    `select id from (select id, id as brand_id, agency_id from brand where id = any($1) and archived_at is null) as brand
     where ${within.sql}`,
    [wanted, ...within.values],
  );
  if (rows.length < wanted.length) throw new DomainError('brand.not_found');
  return { agencyId: scope.agencyId, brandIds: rows.map(({ id }) => id) };
}

interface BlackoutRow extends Omit<Blackout, 'when'> {
  from: Date | null;
  to: Date | null;
  recurrence: Recurrence | null;
  duration: string | null;
  holidays: Extract<Blackout['when'], { kind: 'holidays' }>['holidays'] | null;
  updatedAt: Date;
  archived: boolean;
}

/** What stands, and when anything about it last changed: of each brand, under null of the agency. */
export interface BlackoutsRead {
  standing: Blackout[];
  changedAt: ReadonlyMap<string | null, Date>;
}

/** Deleted ones too: their dates were placed anew when they went. */
export async function readBlackouts(tx: Tx, { agencyId, brandIds }: ReadScope): Promise<BlackoutsRead> {
  const rows = await sqlRows<BlackoutRow>(
    tx,
    `select id, brand_id as "brandId", title, action, applies_to as "appliesTo", shift, window_from as "from", window_to as "to",
       recurrence, duration, holidays, updated_at as "updatedAt", archived_at is not null as archived
     from blackout where agency_id = $1 and (brand_id is null or brand_id = any($2)) order by updated_at`,
    [agencyId, brandIds],
  );
  return {
    standing: rows.filter(({ archived }) => !archived).map(toBlackout),
    changedAt: new Map(rows.map(({ brandId, updatedAt }) => [brandId, updatedAt])),
  };
}

function toBlackout(row: BlackoutRow): Blackout {
  const { id, brandId, title, action, appliesTo, shift } = row;
  return { id, brandId, title, action, appliesTo, shift, when: whenOf(row) };
}

function whenOf({ from, to, recurrence, duration, holidays }: BlackoutRow): Blackout['when'] {
  if (from && to) return { kind: 'window', from, to };
  if (recurrence && duration !== null) return { kind: 'recurrence', recurrence, duration };
  if (holidays) return { kind: 'holidays', holidays };
  throw new Error('A blackout holds at some time');
}

interface SlotRow extends Omit<SimulatedSlot, 'calendar' | 'lateWindow' | 'placedAt'> {
  lateWindow: string;
  createdAt: Date;
}

/** All slots, deleted ones too: rows of theirs may still lie ahead. Two queries. */
export async function readSlots(
  tx: Tx,
  { agencyId, brandIds }: ReadScope,
  { changedAt }: BlackoutsRead,
): Promise<SimulatedSlot[]> {
  const rows = await sqlRows<SlotRow>(
    tx,
    `select id, brand_id as "brandId", late_window as "lateWindow", when_empty as "whenEmpty", active,
       archived_at is not null as archived, created_at as "createdAt"
     from slot where agency_id = $1 and brand_id = any($2)`,
    [agencyId, brandIds],
  );
  const calendars = await readCalendars(
    tx,
    rows.filter(({ active, archived }) => active && !archived).map(({ id }) => id),
  );
  return rows.map(({ createdAt, lateWindow, ...slot }) => {
    const { calendar, revisedAt } = calendars.get(slot.id) ?? { calendar: [], revisedAt: createdAt };
    const placed = [createdAt, revisedAt, changedAt.get(slot.brandId) ?? createdAt, changedAt.get(null) ?? createdAt];
    const placedAt = new Date(Math.max(...placed.map((instant) => instant.getTime())));
    return { ...slot, calendar, lateWindow: durationMillis(lateWindow) ?? 0, placedAt };
  });
}

interface RevisedCalendar {
  calendar: SlotCalendar;
  revisedAt: Date;
}

async function readCalendars(tx: Tx, slotIds: readonly string[]): Promise<Map<string, RevisedCalendar>> {
  const rows = await sqlRows<{ slotId: string; fromLocal: LocalTime; recurrence: Recurrence; createdAt: Date }>(
    tx,
    `select slot_id as "slotId", from_local as "fromLocal", recurrence, created_at as "createdAt"
     from slot_revision where slot_id = any($1) order by id`,
    [slotIds],
  );
  const calendars = new Map<string, RevisedCalendar>();
  for (const { slotId, fromLocal, recurrence, createdAt } of rows) {
    const calendar = calendars.get(slotId)?.calendar ?? [];
    calendars.set(slotId, { calendar: [...calendar, { fromLocal, recurrence }], revisedAt: createdAt });
  }
  return calendars;
}

/** No zone is further than 14 hours from UTC: whatever shares a local day with an instant lies this near, in hours. */
const LOCAL_DAY = 36 * 3_600_000;

/**
 * The rows that say more than their rule (see `KnownDate`). `ahead`: touched ones, wherever they were moved to or came
 * from, and those on whose time the rule has no say any more; `shared`: untouched ones beside a touched one.
 */
export function readKnownDates(
  tx: Tx,
  { brandIds }: ReadScope,
  slots: readonly SimulatedSlot[],
  reach: number,
  { from, to, now }: SimulationWindow,
): Promise<KnownDate[]> {
  const margin = marginOf(reach) + LOCAL_DAY;
  const first = Math.max(from.getTime(), now.getTime()) - margin;
  return sqlRows<KnownDate>(
    tx,
    `with known as (
       select * from occurrence where brand_id = any($1) and starts_at >= $2 and starts_at < $3 and (version > 1 or starts_at < $4)
       union
       select * from occurrence where slot_id = any($5) and original_start between $6 and $7 and (version > 1 or original_start <= $8)
     ), shared as (
       select beside.* from known join occurrence as beside on beside.slot_id = known.slot_id
         and beside.original_start between left(known.original_start, 10) || 'T00:00' and left(known.original_start, 10) || 'T23:59'
       where known.version > 1 and beside.version = 1
     )
     select id, slot_id as "slotId", original_start as "originalStart", local_time as "localTime", timezone,
       starts_at as "startsAt", state, state_reason as "stateReason", version > 1 as touched
     from (select * from known union select * from shared) as found`,
    [
      brandIds,
      from,
      to,
      now,
      slots.map(({ id }) => id),
      roughLocal(first),
      roughLocal(to.getTime() + margin),
      roughLocal(now.getTime() + LOCAL_DAY),
    ],
  );
}

const UTC: Zone = 'UTC';

/** For comparing with original starts, whose zones differ: the margin makes up for it. */
function roughLocal(time: number): LocalTime {
  return toLocalTime(new Date(time), UTC);
}

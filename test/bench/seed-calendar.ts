import { ACTOR, seedPosts, type Sql } from './seed.js';

/** Weekly slots per brand: 64 dates a month. */
const SLOTS = 15;
/** Posts with a time of their own per brand and month. */
const LOOSE = 36;
const WEEKS = 13;
const DAY = 86_400_000;

export interface CalendarSeed {
  agencyId: string;
  now: Date;
  /** The first day of what is planned. */
  from: Date;
}

/**
 * For every brand there is: slots with their rules, thirteen weeks of dates of which every other has a post, and three
 * months of posts with a time of their own. About a hundred entries per brand and month; two channels per post.
 */
export async function seedCalendar(sql: Sql, { agencyId, now, from }: CalendarSeed): Promise<void> {
  // The rows are made from one another; checking each of their foreign keys would take longer than all the rest.
  await sql('set session_replication_role = replica');
  await seedSlots(sql, agencyId, now, from);
  await seedDates(sql, now, from);
  await seedPosts(
    sql,
    `select agency_id, brand_id, array(${CHANNELS}) as channel_ids, starts_at as due_at
     from occurrence where ('x' || substr(md5(id), 1, 2))::bit(8)::int % 2 = 0 and starts_at > $1`,
    [now],
  );
  await sql(
    `with filled as (
       update post set occurrence_id = occurrence.id, scheduled_at = null from occurrence
       where occurrence.brand_id = post.brand_id and occurrence.starts_at = post.scheduled_at returning post.occurrence_id
     ) update occurrence set state = 'filled', version = 2 from filled where occurrence.id = filled.occurrence_id`,
  );
  await seedPosts(
    sql,
    `select agency_id, id as brand_id, array(select id from channel where channel.brand_id = brand.id order by id limit 2) as channel_ids,
       $2::timestamptz + n * interval '30 days' / $3::int + ${minutes('id')} as due_at
     from brand cross join generate_series(0, 3 * $3::int - 1) as n where $1::timestamptz is not null`,
    [now, from, LOOSE],
  );
  await sql('reset session_replication_role');
  await sql('vacuum analyze');
}

const CHANNELS = `select channel_id from slot_channel as link where link.slot_id = occurrence.slot_id order by position`;

async function seedSlots(sql: Sql, agencyId: string, now: Date, from: Date): Promise<void> {
  await sql(
    `insert into slot (id, agency_id, brand_id, title, format, objective, stage, lead_times, late_window, when_empty, requires,
       effort_minutes, active, horizon, created_by, created_at, updated_at)
     select uuidv7(), agency_id, id, 'Créneau ' || n, 'tip', 'advice', 'customer', '{P3D,P1D}', 'PT2H', 'alert',
       '{"media": [], "poll": false, "link": false}', 30, true, $2, ${ACTOR}, $1, $1
     from brand cross join generate_series(1, ${SLOTS}) as n`,
    [now, new Date(now.getTime() + 90 * DAY)],
  );
  await sql(
    `insert into slot_channel (slot_id, channel_id, brand_id, position)
     select slot.id, channel.id, slot.brand_id, place - 1 from slot join lateral (
       select id, row_number() over (order by id) as place from channel where brand_id = slot.brand_id limit 2) as channel on true`,
  );
  await sql(
    `insert into slot_revision (id, slot_id, brand_id, from_local, recurrence, created_by, created_at)
     select uuidv7(), id, brand_id, '0001-01-01T00:00', jsonb_build_object('startsAt', ${start('$2')}, 'timezone', 'UTC',
       'rrule', 'FREQ=WEEKLY', 'exdates', '[]'::jsonb, 'rdates', '[]'::jsonb, 'monthEnd', 'skip'), ${ACTOR}, $1
     from slot where agency_id = $3`,
    [now, from, agencyId],
  );
}

/** The first local start of a slot: eleven hours after the one before, so that days are equally full. */
function start(day: string): string {
  return `to_char(date_trunc('day', ${day}::timestamptz at time zone 'UTC') + ${minutes('slot.brand_id')}
    + (regexp_replace(slot.title, '\\D', '', 'g')::int * 11) * interval '1 hour', 'YYYY-MM-DD"T"HH24:MI')`;
}

/** Brands do not all publish at the same minute. */
function minutes(brandId: string): string {
  return `('x' || substr(md5(${brandId}::text), 1, 3))::bit(12)::int % 600 * interval '1 minute'`;
}

async function seedDates(sql: Sql, now: Date, from: Date): Promise<void> {
  await sql(
    `insert into occurrence (id, slot_id, agency_id, brand_id, original_start, local_time, timezone, starts_at, state, version,
       created_at, updated_at)
     select slot.id || '_' || replace(replace(at, '-', ''), ':', ''), slot.id, slot.agency_id, slot.brand_id, at, at, 'UTC',
       at::timestamp at time zone 'UTC', 'open', 1, $1, $1
     from slot cross join generate_series(0, ${WEEKS - 1}) as week
     cross join lateral (select to_char(${start('$2')}::timestamp + week * interval '7 days', 'YYYY-MM-DD"T"HH24:MI') as at) as place`,
    [now, from],
  );
}

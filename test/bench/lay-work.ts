import type { Sql } from './seed.js';
import { seedDue } from './seed.js';

/**
 * Something to do for every pass, the same on any database of fifty brands with twenty channels: 500 publications due,
 * 50 too late, 50 held without cause, 50 left by a dead worker, 50 queued without a job; 200 events without a place,
 * 50 old ones; 50 slots behind their horizon, each with an empty date of last week.
 */
export async function layWork(sql: Sql, now: Date): Promise<void> {
  const brands = await sql<{ id: string }>('select id from brand order by id');
  const ids = brands.map(({ id }) => id);
  const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
  const due = (from: number, to: number, dueAt: Date): Promise<void> =>
    seedDue(sql, { brandIds: ids.slice(from, to), now, postsEach: 1, dueAt });
  await due(0, 25, ago(1));
  await due(25, 28, ago(180));
  await due(28, 31, ago(2));
  await due(31, 34, ago(3));
  await due(34, 37, ago(4));
  await sql(`update publication set state = 'held', reason = 'reauthorize' where due_at = $1`, [ago(2)]);
  await sql(
    `update publication set state = 'publishing', lease_token = uuidv7(), lease_owner = 'dead', lease_until = $2, tries = 1,
       post_version_id = post.current_version_id from post where post.id = publication.post_id and due_at = $1`,
    [ago(3), ago(1)],
  );
  await sql(`update publication set state = 'queued', queued_at = due_at where due_at = $1`, [ago(4)]);
  await layEvents(sql, now);
  await laySlots(sql, ids, now);
  await sql('vacuum analyze');
}

async function layEvents(sql: Sql, now: Date): Promise<void> {
  await sql(
    `insert into outbox_event (id, type, agency_id, subject_id, actor, data, created_at, position)
     select uuidv7(), 'ping', agency.id, 'bench', '{}', '{}', $1::timestamptz - case when n <= 50 then interval '40 days' else interval '0' end,
       case when n <= 50 then nextval('outbox_position') end
     from agency cross join generate_series(1, 250) as n`,
    [now],
  );
}

async function laySlots(sql: Sql, brandIds: readonly string[], now: Date): Promise<void> {
  await sql(
    `with made as (
       insert into slot (id, agency_id, brand_id, title, format, lead_times, late_window, when_empty, requires, active, created_by, created_at, updated_at)
       select uuidv7(), agency_id, id, 'Le conseil', 'tip', '{}', 'PT2H', 'alert', '{}', true, '{}', $2, $2 from brand where id = any($1)
       returning id, agency_id, brand_id
     ), ruled as (
       insert into slot_revision (id, slot_id, brand_id, from_local, recurrence, created_by, created_at)
       select uuidv7(), id, brand_id, '2025-01-06T09:00',
         '{"startsAt": "2025-01-06T09:00", "timezone": "Europe/Paris", "rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "exdates": [], "rdates": [], "monthEnd": "skip"}', '{}', $2 from made
     )
     insert into occurrence (id, slot_id, agency_id, brand_id, original_start, local_time, timezone, starts_at, state, created_at, updated_at)
     select id || '_20250106T0900', id, agency_id, brand_id, '2025-01-06T09:00', '2025-01-06T09:00', 'Europe/Paris', '2025-01-06T08:00Z', 'open', $2, $2
     from made`,
    [brandIds, now],
  );
}

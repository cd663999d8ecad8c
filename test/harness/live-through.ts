import type { TestService } from './test-service.js';

/** Every moment at which a row can change by itself: of a publication, or of an empty date whose late window ends. */
const NEXT_MOMENT = `
  select at, bool_or(sends) as sends from (
    select run_at as at, true as sends from publication where state in ('scheduled', 'waiting', 'processing', 'reconciling')
    union all select run_at, true from publication where state = 'held' and reason = 'blackout'
    union all select late_until + interval '1 ms', true from publication where state in ('scheduled', 'queued', 'waiting', 'held')
    union all select starts_at + late_window::interval + interval '1 ms', false from occurrence join slot on slot.id = slot_id
      where occurrence.state = 'open' and starts_at < $1::timestamptz + interval '90 days'
  ) as moments where at > $1 group by at order by at limit 1`;

/**
 * Moves the clock from one such moment to the next up to `end`, as a scheduler lives through a year, only without the
 * seconds in which there is nothing to do: whole beats where a publication is concerned and at the first moment of each
 * month, else the passes that dates depend on.
 */
export async function liveThrough(service: TestService, end: Date): Promise<void> {
  await service.beat();
  for (;;) {
    const before = service.clock.now();
    const [next] = await service.sql<{ at: Date; sends: boolean }>(NEXT_MOMENT, [before]);
    if (!next || next.at > end) break;
    service.clock.set(next.at);
    if (next.sends || next.at.getUTCMonth() !== before.getUTCMonth()) await service.beat();
    else await service.pass('close-past-occurrences');
    if (next.at.getUTCDate() !== before.getUTCDate()) await service.pass('extend-horizon');
  }
  service.clock.set(end);
  await service.beat();
}

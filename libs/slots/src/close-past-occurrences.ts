import { sqlRows, type Tx, type UnitOfWork } from '#persistence';
import { tellUnfilled } from './alerts/unfilled-event.js';

const BATCH = 500;

export interface ClosingReport {
  missed: number;
  skipped: number;
}

interface PastRow {
  id: string;
  silent: boolean;
}

/**
 * Settles open occurrences whose late window has passed: `missed` with one `slot.unfilled` event each, or quietly
 * `skipped` where the slot asks for no alert, is inactive or archived. After an outage each still gives one event.
 */
export async function closePastOccurrences(uow: UnitOfWork, now: Date): Promise<ClosingReport> {
  const report = { missed: 0, skipped: 0 };
  for (let taken = BATCH; taken === BATCH;) {
    await uow.run(async (tx) => {
      const past = await takePast(tx, now);
      const alerting = past.filter(({ silent }) => !silent);
      const quiet = past.filter(({ silent }) => silent);
      await close(tx, alerting, 'missed', now);
      await close(tx, quiet, 'skipped', now);
      await tellUnfilled(
        tx,
        alerting.map(({ id }) => ({ id, reason: 'past', leadTimes: [] })),
        now,
      );
      report.missed += alerting.length;
      report.skipped += quiet.length;
      taken = past.length;
    });
  }
  return report;
}

/** The first condition is the range of occurrence_open; the second, per slot, filters what has just begun. */
function takePast(tx: Tx, now: Date): Promise<PastRow[]> {
  return sqlRows<PastRow>(
    tx,
    `select occurrence.id,
       slot.when_empty = 'skip' or not slot.active or slot.archived_at is not null as silent
     from occurrence join slot on slot.id = occurrence.slot_id
     where occurrence.state = 'open' and occurrence.starts_at < $1
       and occurrence.starts_at + slot.late_window::interval < $1
     order by occurrence.starts_at limit ${BATCH}
     for update of occurrence skip locked`,
    [now],
  );
}

async function close(tx: Tx, past: readonly PastRow[], state: 'missed' | 'skipped', now: Date): Promise<void> {
  if (past.length === 0) return;
  await tx.query(
    `update occurrence set state = $2, state_reason = 'empty', version = version + 1, updated_at = $3
     where id = any($1)`,
    [past.map(({ id }) => id), state, now],
  );
}

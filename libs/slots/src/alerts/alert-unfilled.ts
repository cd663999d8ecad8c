import type { Tx, UnitOfWork } from '#persistence';
import { firedFor, keepAlerts, type NewAlert, takeWatched, type Watched, watchNext } from './alert.repository.js';
import { type DueLeadTime, outlookOf } from './due-lead-times.js';
import { tellUnfilled } from './unfilled-event.js';

const BATCH = 500;
/** What one run looks at, so that an import's new dates keep no publication waiting; later beats do the rest. */
const MOST = 10 * BATCH;

export interface AlertReport {
  /** Dates looked at. */
  watched: number;
  /** Of those, the ones somebody was told of. */
  alerted: number;
}

/**
 * Tells of each open date, once per lead time, that it is empty: one `slot.unfilled` for all lead times that began
 * since somebody last looked, whether nothing ran, the date is new, was moved, or was let go by its post. What is
 * filled, skipped or over is not looked at: alerts that were never fired need no cancelling.
 */
export async function alertUnfilled(uow: UnitOfWork, now: Date): Promise<AlertReport> {
  const report = { watched: 0, alerted: 0 };
  for (let taken = BATCH; taken === BATCH && report.watched < MOST; report.watched += taken) {
    await uow.run(async (tx) => {
      const watched = await takeWatched(tx, now, BATCH);
      report.alerted += await lookAt(tx, watched, now);
      taken = watched.length;
    });
  }
  return report;
}

async function lookAt(tx: Tx, watched: readonly Watched[], now: Date): Promise<number> {
  const outlooks = watched.map((date) => ({ date, ...outlookOf(date, now) }));
  await watchNext(
    tx,
    outlooks.map(({ date, next }) => ({ id: date.id, next })),
  );
  return fire(
    tx,
    outlooks.filter(({ due }) => due.length > 0),
    now,
  );
}

async function fire(tx: Tx, outlooks: readonly { date: Watched; due: DueLeadTime[] }[], now: Date): Promise<number> {
  if (outlooks.length === 0) return 0;
  const said = await firedFor(
    tx,
    outlooks.map(({ date }) => date.id),
  );
  const known = new Set(said.map(pairOf));
  const alerts = outlooks.flatMap(({ date, due }): NewAlert[] =>
    due.map(({ key }) => ({ occurrenceId: date.id, key, watched: date })),
  );
  const kept = new Set((await keepAlerts(tx, alerts, now)).map(pairOf));
  const news = outlooks.flatMap(({ date, due }) => {
    const fresh = due.filter(({ key }) => isNews(pairOf({ occurrenceId: date.id, key }), kept, known));
    return fresh.length > 0 ? [{ id: date.id, leadTimes: fresh.map(({ leadTime }) => leadTime) }] : [];
  });
  await tellUnfilled(
    tx,
    news.map(({ id, leadTimes }) => ({ id, reason: 'lead_time', leadTimes })),
    now,
  );
  return news.length;
}

/** What was said of the date that this one replaces is kept for this one too, in silence. */
function isNews(pair: string, kept: ReadonlySet<string>, known: ReadonlySet<string>): boolean {
  return kept.has(pair) && !known.has(pair);
}

function pairOf({ occurrenceId, key }: { occurrenceId: string; key: string }): string {
  return `${occurrenceId} ${key}`;
}

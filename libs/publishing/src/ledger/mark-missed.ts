import { SYSTEM } from '#kernel';
import { appendEvent } from '#outbox';
import { sqlRows, type Tx, type UnitOfWork } from '#persistence';
import type { PublicationState } from '#posts';
import { movePublication } from './move-publications.js';

const BATCH = 200;
const MISSABLE = ['scheduled', 'queued', 'waiting', 'held'] as const satisfies readonly PublicationState[];

interface LateRow {
  id: string;
  agency_id: string;
  state: PublicationState;
  reason: string | null;
}

/**
 * Gives up on what is past its late window and never started: `missed`, with the cause it was held or waiting for.
 * Runs before dispatch, so that after a downtime nothing stale leaves. One digest event per agency and run.
 */
export async function markMissed(uow: UnitOfWork, now: Date): Promise<number> {
  const perAgency = new Map<string, string[]>();
  for (;;) {
    const missed = await uow.run((tx) => missBatch(tx, now));
    for (const row of missed) perAgency.set(row.agency_id, [...(perAgency.get(row.agency_id) ?? []), row.id]);
    if (missed.length < BATCH) break;
  }
  if (perAgency.size > 0) await uow.run((tx) => tellDigests(tx, perAgency, now));
  return [...perAgency.values()].reduce((sum, ids) => sum + ids.length, 0);
}

async function missBatch(tx: Tx, now: Date): Promise<LateRow[]> {
  const late = await sqlRows<LateRow>(
    tx,
    `select p.id, p.agency_id, p.state, p.reason from publication as p join post on post.id = p.post_id
     where p.state in ('scheduled', 'queued', 'waiting', 'held') and p.late_until < $1 and not p.started
       and not exists (select from publication_unit as u where u.publication_id = p.id and u.armed is not null)
     order by p.late_until limit ${BATCH} for no key update of post skip locked`,
    [now],
  );
  const missed: LateRow[] = [];
  for (const row of late) {
    const moved = await movePublication(tx, {
      publicationId: row.id,
      by: 'mark-missed',
      from: MISSABLE,
      to: 'missed',
      actor: SYSTEM,
      now,
      set: { reason: row.state === 'held' || row.state === 'waiting' ? (row.reason ?? 'late') : 'late' },
    });
    if (moved) missed.push(row);
  }
  return missed;
}

/** At most this many ids are named in a digest; the count is always whole. */
const NAMED = 500;

async function tellDigests(tx: Tx, perAgency: ReadonlyMap<string, readonly string[]>, now: Date): Promise<void> {
  for (const [agencyId, ids] of perAgency) {
    await appendEvent(tx, {
      type: 'publishing.missed_digest',
      agencyId,
      brandId: null,
      subjectId: agencyId,
      actor: SYSTEM,
      data: { count: ids.length, publicationIds: ids.slice(0, NAMED), triage: '/v1/triage' },
      at: now,
    });
  }
}

import { SYSTEM } from '#kernel';
import { appendEvent } from '#outbox';
import { sqlRows, type Tx, type UnitOfWork } from '#persistence';
import { moveBatch } from '../operations/move-batch.js';
import { PENDING } from '../publication-machine.js';
import { PauseEntity } from './pause.entity.js';
import { PAUSE_COVERS, PAUSE_STANDS } from './pause-scope.js';
import { toPauseView } from './pause-view.js';

/** Publications settled in one transaction, some twelve statements of which the outbox's is the longest. */
const BATCH = 250;
/** Full batches, and pauses, of one beat: dispatching waits for no more. */
const BATCHES = 4;
const PAUSES = 50;

/**
 * Goes on settling lifted pauses until nothing that was due before can leave by itself. Each batch commits on its own:
 * a crash loses no more than one, which the next beat takes up again. Answers how many publications became `missed`.
 */
export async function settlePauses(uow: UnitOfWork, now: Date): Promise<number> {
  let settled = 0;
  const seen: string[] = [];
  for (let batch = 0; batch < BATCHES && seen.length < PAUSES;) {
    const next = await uow.run((tx) => settleNext(tx, seen, now));
    if (next === null) break;
    settled += next.missed;
    // One that waits for a network to be asked, or for a locked post, keeps no other waiting.
    if (next.missed < BATCH) seen.push(next.id);
    else batch += 1;
  }
  return settled;
}

/** Null when no pause is left, or others are at them all. */
async function settleNext(tx: Tx, seen: readonly string[], now: Date): Promise<{ id: string; missed: number } | null> {
  const pause = await tx
    .createQueryBuilder(PauseEntity, 'pause')
    .where('pause.liftedAt is not null and pause.settledAt is null and not pause.id = any(:seen)', { seen })
    .orderBy('pause.liftedAt')
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .getOne();
  if (!pause) return null;
  const stopped = await missStopped(tx, pause, now);
  if (stopped < BATCH) await closeIfDone(tx, pause, now);
  return { id: pause.id, missed: stopped };
}

/** Settles a first batch of a locked pause that was lifted just now; most pauses are done with it. */
export async function settlePause(tx: Tx, pause: PauseEntity, now: Date): Promise<PauseEntity> {
  const stopped = await missStopped(tx, pause, now);
  return stopped < BATCH ? closeIfDone(tx, pause, now) : pause;
}

/**
 * Of the pause $1 of the agency $2, lifted at $3: what was due before and has not left, unless another pause still holds
 * it. What waits for its channel to be reconnected waits for that alone; what is started was never stopped. Agency and
 * instant are given besides, so that the search is over the agency's channels and ends at the instant.
 */
const STOPPED = `
  from pause
  join channel as ch on ch.agency_id = $2
  join publication as p on p.channel_id = ch.id and p.agency_id = $2
  join post on post.id = p.post_id
  where pause.id = $1 and p.state in ('scheduled', 'queued', 'waiting', 'held') and p.due_at < $3
    and (p.state <> 'held' or p.reason = 'pause') and not p.started
    and not exists (select from publication_unit as unit where unit.publication_id = p.id and unit.armed is not null)
    and ${PAUSE_COVERS}
    and not exists (select from pause where ${PAUSE_STANDS})`;

/** Of the same: what may be out, until the network has told. It would leave late by itself if it is not. */
const ASKED_ABOUT = `
  from pause
  join channel as ch on ch.agency_id = $2
  join publication as p on p.channel_id = ch.id and p.agency_id = $2
  join post on post.id = p.post_id
  where pause.id = $1 and p.state = 'reconciling' and p.reason = 'paused_in_doubt' and p.due_at < $3 and ${PAUSE_COVERS}`;

/** Posts that somebody holds are left to the next beat. */
async function missStopped(tx: Tx, pause: PauseEntity, now: Date): Promise<number> {
  const stopped = await sqlRows<{ id: string }>(
    tx,
    `select p.id ${STOPPED} order by p.due_at, p.id limit ${BATCH} for no key update of post skip locked`,
    [pause.id, pause.agencyId, pause.liftedAt],
  );
  const moved = await moveBatch(tx, {
    agencyId: pause.agencyId,
    publicationIds: stopped.map(({ id }) => id),
    by: 'lift',
    from: PENDING,
    to: 'missed',
    actor: pause.liftedBy ?? SYSTEM,
    now,
    set: { reason: 'pause', detail: pause.id },
    reason: pause.reason,
  });
  return moved.length;
}

async function closeIfDone(tx: Tx, pause: PauseEntity, now: Date): Promise<PauseEntity> {
  const left = await sqlRows(tx, `(select ${STOPPED} limit 1) union all (select ${ASKED_ABOUT} limit 1)`, [
    pause.id,
    pause.agencyId,
    pause.liftedAt,
  ]);
  if (left.length > 0) return pause;
  await tx.update(PauseEntity, { id: pause.id }, { settledAt: now });
  const settled = { ...pause, settledAt: now };
  const { agencyId, brandId, id: subjectId, liftedBy } = settled;
  const data = { ...toPauseView(settled), missed: await countMissed(tx, settled) };
  await appendEvent(tx, {
    type: 'pause.settled',
    agencyId,
    brandId,
    subjectId,
    actor: liftedBy ?? SYSTEM,
    data,
    at: now,
  });
  return settled;
}

async function countMissed(tx: Tx, { id, agencyId }: PauseEntity): Promise<number> {
  const [row] = await sqlRows<{ count: number }>(
    tx,
    `select count(*)::int as count from publication
     where agency_id = $1 and state = 'missed' and reason = 'pause' and detail = $2`,
    [agencyId, id],
  );
  return row?.count ?? 0;
}

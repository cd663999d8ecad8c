import { Injectable } from '@nestjs/common';
import { type BrandScope, DomainError, newId } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import type { PublicationState, PublicationSummary } from '#posts';
import { forgetPrepared } from './forget-prepared.js';
import { IN_FLIGHT, PENDING } from './publication-machine.js';
import { summariesOfPosts } from './publication-summaries.js';

/** One channel to publish on, and when. */
export interface Target {
  channelId: string;
  dueAt: Date;
  lateUntil: Date;
}

interface PlannedRow {
  id: string;
  channel_id: string;
  generation: number;
  state: PublicationState;
  started: boolean;
}

/** What planning a post does to its publications. The caller holds the post's row lock and sets the post's state. */
@Injectable()
export class PublicationSchedule {
  /** Throws `post.in_flight` while a worker or the network is at any publication of the post, or one awaits a person. */
  async assertMovable(tx: Tx, postId: string): Promise<void> {
    await this.lockMovable(tx, postId);
  }

  /**
   * Makes the post's publications match `targets`: new channels get a row, settled or pending ones are used again with
   * their network keys, pending ones of other channels are cancelled; what is published stays. Throws `post.in_flight`, and
   * `post.partly_out` where something of a settled one is out: another text would go on below the old one.
   */
  async plan(
    tx: Tx,
    request: { post: { id: string; agencyId: string; brandId: string }; targets: readonly Target[]; now: Date },
  ): Promise<void> {
    const rows = await this.lockMovable(tx, request.post.id);
    const targeted = new Set(request.targets.map((target) => target.channelId));
    const dropped = rows.filter((row) => !targeted.has(row.channel_id) && isPending(row));
    await this.cancelRows(tx, dropped, request.now);
    for (const target of request.targets)
      await this.planTarget(tx, request.post, target, latest(rows, target.channelId), request.now);
  }

  /** Cancels what has not left, and answers how many. Throws `post.in_flight`. */
  async withdraw(tx: Tx, postId: string, now: Date): Promise<number> {
    const pending = (await this.lockMovable(tx, postId)).filter(isPending);
    await this.cancelRows(tx, pending, now);
    return pending.length;
  }

  /** The summaries of several posts, in one query. */
  summariesOf(tx: Tx, scope: BrandScope, postIds: readonly string[]): Promise<Map<string, PublicationSummary[]>> {
    return summariesOfPosts(tx, scope, postIds);
  }

  private async lockMovable(tx: Tx, postId: string): Promise<PlannedRow[]> {
    const rows = await sqlRows<PlannedRow>(
      tx,
      `select id, channel_id, generation, state, started from publication where post_id = $1 order by channel_id, generation desc for update`,
      [postId],
    );
    const stuck = rows.find((row) => isInFlight(row) || (row.started && isPending(row)));
    if (stuck) throw new DomainError('post.in_flight', { publicationId: stuck.id, state: stuck.state });
    return rows;
  }

  private async planTarget(
    tx: Tx,
    post: { id: string; agencyId: string; brandId: string },
    target: Target,
    existing: PlannedRow | undefined,
    now: Date,
  ): Promise<void> {
    if (existing?.state === 'published') return;
    if (existing?.started) throw new DomainError('post.partly_out', { publicationId: existing.id });
    if (existing) return this.reuse(tx, existing.id, target, now);
    await tx.query(
      `insert into publication (id, agency_id, brand_id, post_id, channel_id, generation, state, due_at, late_until, run_at, created_at, updated_at)
       values ($1, $2, $3, $4, $5, 1, 'scheduled', $6, $7, $6, $8, $8)`,
      [newId(), post.agencyId, post.brandId, post.id, target.channelId, target.dueAt, target.lateUntil, now],
    );
  }

  /** The row keeps its id, and its units their keys. */
  private async reuse(tx: Tx, id: string, target: Target, now: Date): Promise<void> {
    await tx.query(
      `update publication set state = 'scheduled', queued_at = null, reason = null, detail = null, proposal = null, finding = null, due_at = $2, late_until = $3, run_at = $2,
         failures = 0, looks = 0, post_version_id = null, updated_at = $4, version = version + 1 where id = $1`,
      [id, target.dueAt, target.lateUntil, now],
    );
    await forgetPrepared(tx, id);
  }

  private async cancelRows(tx: Tx, rows: readonly PlannedRow[], now: Date): Promise<void> {
    if (rows.length === 0) return;
    await tx.query(
      `update publication set state = 'cancelled', queued_at = null, reason = null, updated_at = $2, version = version + 1 where id = any($1)`,
      [rows.map((row) => row.id), now],
    );
  }
}

function isPending(row: PlannedRow): boolean {
  return (PENDING as readonly PublicationState[]).includes(row.state);
}

function isInFlight(row: PlannedRow): boolean {
  return row.state === 'unconfirmed' || (IN_FLIGHT as readonly PublicationState[]).includes(row.state);
}

function latest(rows: readonly PlannedRow[], channelId: string): PlannedRow | undefined {
  return rows.find((row) => row.channel_id === channelId);
}

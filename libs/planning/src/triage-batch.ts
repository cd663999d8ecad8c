import { Injectable } from '@nestjs/common';
import { DomainError } from '#kernel';
import { scopeCondition, sqlRows, type Tx, UnitOfWork } from '#persistence';
import type { PostRequest } from '#posts';
import type { PublicationView, TriageAction } from '#publishing';
import { type TriageDecision, TriagePublication } from './triage-publication.js';

export interface TriageItem {
  publicationId: string;
  action: TriageAction;
  /** For `reschedule`; absent: the batch's. */
  at?: Date;
  /** For `drop`. */
  reason?: string | null;
}

export interface TriageBatchInput {
  items: readonly TriageItem[];
  /** The time of what is rescheduled without a time of its own. */
  at?: Date;
  /** Milliseconds: each such item, and each one that is published now, comes that much after the one before. */
  spacing: number;
}

/** In the order of the items. */
export type TriageResult = { publication: PublicationView } | { refusal: DomainError };

@Injectable()
export class TriageBatch {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly triage: TriagePublication,
  ) {}

  /** Each item succeeds or fails alone. */
  async run(input: TriageBatchInput, request: PostRequest): Promise<TriageResult[]> {
    const results = new Map<number, TriageResult>();
    const decisions = decide(input, request.now);
    for (const index of await this.uow.read((tx) => lockOrder(tx, input.items, request)))
      results.set(index, await this.decideOn(input.items[index]!.publicationId, decisions[index]!, request, index));
    return input.items.map((_, index) => results.get(index)!);
  }

  private async decideOn(
    publicationId: string,
    decision: TriageDecision | DomainError,
    request: PostRequest,
    index: number,
  ): Promise<TriageResult> {
    if (decision instanceof DomainError) return { refusal: within(decision, index) };
    try {
      return { publication: await this.uow.isolate((tx) => this.triage.run(tx, publicationId, decision, request)) };
    } catch (error) {
      if (error instanceof DomainError) return { refusal: within(error, index) };
      throw error;
    }
  }
}

/** When each item is due: those of one action come one after another, in the order in which they are given. */
function decide({ items, at, spacing }: TriageBatchInput, now: Date): (TriageDecision | DomainError)[] {
  const turns = { reschedule: 0, 'publish-now': 0 };
  return items.map((item): TriageDecision | DomainError => {
    if (item.action === 'drop') return { action: 'drop', reason: item.reason ?? null };
    if (item.action === 'reschedule' && item.at) return { action: item.action, at: item.at };
    const start = item.action === 'reschedule' ? at : now;
    if (!start) return DomainError.at('/at', 'field.required');
    return { action: item.action, at: new Date(start.getTime() + turns[item.action]++ * spacing) };
  });
}

/**
 * The places of the items in the order of their posts, in which everybody locks them: in one transaction two batches
 * could else wait for each other.
 */
async function lockOrder(tx: Tx, items: readonly TriageItem[], { scope }: PostRequest): Promise<number[]> {
  const within = scopeCondition(scope, 2);
  const rows = await sqlRows<{ id: string; postId: string }>(
    tx,
    `select id, post_id as "postId" from publication where id = any($1) and ${within.sql}`,
    [items.map(({ publicationId }) => publicationId), ...within.values],
  );
  const postOf = new Map(rows.map(({ id, postId }) => [id, postId]));
  const keyOf = (index: number): string => postOf.get(items[index]!.publicationId.toLowerCase()) ?? '';
  return items.map((_, index) => index).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b))));
}

/** A refusal that points into its item points into the batch. */
function within({ code, params, fields }: DomainError, index: number): DomainError {
  const placed = fields.map((field) => ({ ...field, pointer: `/items/${index}${field.pointer}` }));
  return new DomainError(code, params, placed);
}

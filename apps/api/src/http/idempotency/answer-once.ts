import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK, DomainError } from '#kernel';
import { type Tx, UnitOfWork } from '#persistence';
import type { Answer } from '../problem.js';
import { IdempotencyKeyRepository, type KeptAnswer, type RepeatableRequest } from './idempotency-key.repository.js';

/** Milliseconds a duplicate waits for the first answer. */
export const IDEMPOTENCY_WAIT = Symbol('IdempotencyWait');

const KEPT_FOR = 24 * 60 * 60 * 1000;
const LOCK_NOT_AVAILABLE = '55P03';

/** How the first request is answered. */
export interface Work {
  /** Has it wait for its turn, or refuses it, where it would hold its connection for long. */
  inTurn?<T>(answer: () => Promise<T>): Promise<T>;
  /** Throws what the handler throws. */
  run(): Promise<Answer>;
  /** The problem that stands for what was thrown. */
  refuse(error: unknown): Answer;
}

export interface OnceAnswer {
  answer: Answer;
  replayed: boolean;
}

/**
 * Answers a request once and repeats that answer. The key commits with what the handler wrote, in one transaction; a
 * refusal is kept too, without the handler's writes; a failure of ours keeps nothing.
 */
@Injectable()
export class AnswerOnce {
  /**
   * First requests of this process on their way, by key. Duplicates wait here, without a connection: waiting on the
   * row they would drain the pool. Those of other processes wait on the row.
   */
  private readonly running = new Map<string, Promise<KeptAnswer | null>>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: IdempotencyKeyRepository,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDEMPOTENCY_WAIT) private readonly wait: number,
  ) {}

  async answer(request: RepeatableRequest, work: Work): Promise<OnceAnswer> {
    const name = `${request.apiKeyId} ${request.key}`;
    const waited = new AbortController();
    const deadline = delay(this.wait, 'late' as const, { signal: waited.signal, ref: false });
    deadline.catch(() => undefined);
    try {
      return await this.answerBefore(deadline, name, request, work);
    } finally {
      waited.abort();
    }
  }

  private async answerBefore(
    deadline: Promise<'late'>,
    name: string,
    request: RepeatableRequest,
    work: Work,
  ): Promise<OnceAnswer> {
    for (;;) {
      const first = this.running.get(name);
      if (!first) return this.lead(name, request, work);
      const kept = await Promise.race([first, deadline]);
      if (kept === 'late') throw new DomainError('idempotency.in_progress');
      if (kept) return repeat(kept, request);
    }
  }

  private lead(name: string, request: RepeatableRequest, work: Work): Promise<OnceAnswer> {
    const answer = (): Promise<OnceAnswer & KeptAnswer> =>
      this.unitOfWork.run((tx) => this.answerWithin(tx, request, work));
    const answering = work.inTurn ? work.inTurn(answer) : answer();
    const kept = answering.then(
      ({ answer, hash }) => ({ answer, hash }),
      () => null,
    );
    // Removed before anyone who waits for it goes on.
    this.running.set(
      name,
      kept.finally(() => this.running.delete(name)),
    );
    return answering;
  }

  private async answerWithin(tx: Tx, request: RepeatableRequest, work: Work): Promise<OnceAnswer & KeptAnswer> {
    const kept = await this.claim(tx, request);
    if (kept) return { ...repeat(kept, request), hash: kept.hash };
    const answer = await this.runOrRefuse(tx, work);
    await this.keys.keep(tx, request, answer);
    return { answer, hash: request.hash, replayed: false };
  }

  private async claim(tx: Tx, request: RepeatableRequest): Promise<KeptAnswer | null> {
    const now = this.clock.now();
    await tx.query(`select set_config('lock_timeout', $1, true)`, [`${this.wait}ms`]);
    const kept = await this.keys
      .claim(tx, request, now, new Date(now.getTime() - KEPT_FOR))
      .catch((error: unknown) => refuseLateLock(error));
    await tx.query('set local lock_timeout to default');
    return kept;
  }

  private async runOrRefuse(tx: Tx, work: Work): Promise<Answer> {
    await tx.query('savepoint handler');
    try {
      return await work.run();
    } catch (error) {
      const refusal = work.refuse(error);
      if (refusal.status >= 500) throw error;
      await tx.query('rollback to savepoint handler');
      return refusal;
    }
  }
}

function repeat(kept: KeptAnswer, request: RepeatableRequest): OnceAnswer {
  if (kept.hash !== request.hash) throw new DomainError('idempotency.key_reused');
  return { answer: kept.answer, replayed: true };
}

function refuseLateLock(error: unknown): never {
  const { driverError } = error as { driverError?: { code?: string } };
  if (driverError?.code === LOCK_NOT_AVAILABLE) throw new DomainError('idempotency.in_progress');
  throw error;
}

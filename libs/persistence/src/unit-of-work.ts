import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';

/** The connection of the transaction at hand; handed on to whatever takes part in it. */
export type Tx = EntityManager;

/**
 * The only place where transactions begin. A unit inside another joins it, so that a whole request can be made one
 * transaction (idempotency keys commit with what they protect).
 */
@Injectable()
export class UnitOfWork {
  private readonly ambient = new AsyncLocalStorage<Tx>();

  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` in the transaction at hand, or in a new one (READ COMMITTED) that commits when it resolves. */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const current = this.ambient.getStore();
    if (current) return work(current);
    return this.dataSource.transaction((tx) => this.ambient.run(tx, () => work(tx)));
  }

  /** Like `run`, but a failure undoes only what `work` wrote: inside a transaction it gets a savepoint of its own. */
  isolate<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const current = this.ambient.getStore();
    return current ? current.transaction(() => work(current)) : this.run(work);
  }

  /** Like `run`, but rolls back whatever `work` wrote, and nothing else, and answers its result: all is checked, nothing kept. */
  async rehearse<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const rollBack = async (tx: Tx): Promise<never> => {
      throw new Rehearsed(await work(tx));
    };
    const current = this.ambient.getStore();
    try {
      // Inside a transaction TypeORM makes this a savepoint.
      return await (current ? current.transaction(() => rollBack(current)) : this.run(rollBack));
    } catch (error) {
      if (error instanceof Rehearsed) return error.result as T;
      throw error;
    }
  }

  /** Reads without a transaction of its own; inside one, through it. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return work(this.ambient.getStore() ?? this.dataSource.manager);
  }

  /**
   * Like `read`, but never through the transaction at hand: what a single statement writes stays, whatever becomes of
   * that. It must not touch what the transaction has locked, which would wait for itself.
   */
  apart<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.ambient.exit(() => work(this.dataSource.manager));
  }
}

/** Carries a rehearsal's result past its rollback. */
class Rehearsed extends Error {
  constructor(readonly result: unknown) {
    super('rolled back on purpose');
  }
}

import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { isDatabaseOutage } from '#persistence';

/** Milliseconds between two tries, and what they grow to. */
const FIRST_WAIT = 50;
const LONGEST_WAIT = 1_000;

const NOTHING = { rows: [], rowCount: 0, command: '', oid: 0, fields: [] };

/**
 * The job engine's way to the database. Statements that meet a broken connection are put again, on another, until they
 * are answered: the engine does not bear that they fail. When a fetch, a completion and a return of jobs break together
 * it ends the process, or counts on for ever at its own end (graphile-worker 0.17.3: localQueue.ts `returnJobs`,
 * main.ts `batch`). Each of its statements stands alone and may be put twice; jobs of a fetch whose answer was lost are
 * `reviveQueued`'s. Once closed, statements are answered with no rows, so that an engine nobody needs ends in peace.
 */
export class PatientPool extends pg.Pool {
  private isPatient = false;
  private isClosed = false;

  /** From now on; before, a failure is the caller's, who starts the engine. */
  bePatient(): void {
    this.isPatient = true;
  }

  /** Ends waiting statements, then the connections. */
  close(): Promise<void> {
    this.isClosed = true;
    return this.end();
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Parameters<pg.Pool['connect']>[0]): void;
  override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | void {
    // The engine listens on a client of its own, and bears its loss.
    if (callback) return super.connect(callback);
    if (!this.isPatient) return super.connect();
    const client: Pick<pg.PoolClient, 'query' | 'release'> = {
      query: ((query: pg.QueryConfig) => this.ask(query)) as pg.PoolClient['query'],
      release: () => undefined,
    };
    return Promise.resolve(client as pg.PoolClient);
  }

  private async ask(query: pg.QueryConfig): Promise<pg.QueryResult> {
    for (let pause = FIRST_WAIT; !this.isClosed; pause = Math.min(2 * pause, LONGEST_WAIT)) {
      try {
        return await this.askOnce(query);
      } catch (error) {
        if (!isDatabaseOutage(error)) throw error;
        await wait(pause, undefined, { ref: false });
      }
    }
    return NOTHING;
  }

  private async askOnce(query: pg.QueryConfig): Promise<pg.QueryResult> {
    const client = await super.connect();
    try {
      const result = await client.query(query);
      client.release();
      return result;
    } catch (error) {
      // A connection that heard its end is still taken for sound until its socket closes.
      client.release(isDatabaseOutage(error));
      throw error;
    }
  }
}

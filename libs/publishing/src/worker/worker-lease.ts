import pg from 'pg';
import { LEASE_CLASS } from '../ledger/release-stale.js';

/**
 * A worker pool's sign of life: an advisory lock on a connection of its own, which the server frees the moment the
 * process is gone. `onLost` is called when the connection breaks: a pool that others believe dead must stop.
 */
export class WorkerLease {
  private closing = false;
  private lost = false;

  private constructor(private readonly client: pg.Client) {}

  static async take(
    connectionString: string,
    options: string,
    owner: string,
    onLost: (error: Error) => void,
  ): Promise<WorkerLease> {
    const client = new pg.Client({
      connectionString,
      options,
      application_name: `marronnier-lease ${owner}`,
      keepAlive: true,
    });
    const lease = new WorkerLease(client);
    const lose = (error: Error): void => {
      lease.lost = true;
      if (!lease.closing) onLost(error);
    };
    client.on('error', lose);
    client.on('end', () => lose(new Error('The lease connection ended')));
    await client.connect();
    await client.query('select pg_advisory_lock($1::int, hashtext($2))', [LEASE_CLASS, owner]);
    return lease;
  }

  /** Whether others still take this worker for alive. */
  get isHeld(): boolean {
    return !this.lost;
  }

  async release(): Promise<void> {
    this.closing = true;
    await this.client.end();
  }
}

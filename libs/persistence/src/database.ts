import { DataSource, type EntitySchema, type MixedList } from 'typeorm';

/** The role a pool works under; see migrations for what each may do. */
export type DatabaseRole = 'owner' | 'app' | 'scheduler';

export interface DatabaseOptions {
  url: string;
  role: DatabaseRole;
  /** Connections at most. */
  poolSize: number;
  entities: MixedList<Function | string | EntitySchema>;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
}

/** An unopened pool. A URL that does not log in as the role itself steps down to it on connecting. */
export function createDataSource(options: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: options.applicationName ?? `marronnier-${options.role}`,
    entities: options.entities,
    synchronize: false,
    migrationsRun: false,
    logging: false,
    installExtensions: false,
    extra: { max: options.poolSize, options: connectionOptions(options.role), connectionTimeoutMillis: 10_000 },
    poolErrorHandler: () => undefined,
  });
}

/**
 * Whatever the scheduler does by the hundred it does by key. A queue is empty whenever somebody looks, and a plan made
 * for an empty table reads all of it; kept as a prepared statement's, it would still do so once thousands are due.
 */
const SEEK = ' -c enable_seqscan=off -c jit=off';

/** libpq's `options`: the session's role, limits and habits. */
export function connectionOptions(role: DatabaseRole): string {
  const stepDown = role === 'owner' ? '' : ` -c role=marronnier_${role}`;
  return `-c timezone=UTC -c idle_in_transaction_session_timeout=60000${stepDown}${role === 'scheduler' ? SEEK : ''}`;
}

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

/** libpq's `options`: the session's role and limits. */
export function connectionOptions(role: DatabaseRole): string {
  const stepDown = role === 'owner' ? '' : ` -c role=marronnier_${role}`;
  return `-c timezone=UTC -c idle_in_transaction_session_timeout=60000${stepDown}`;
}

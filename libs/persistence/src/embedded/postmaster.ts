import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { EmbeddedPostgresError } from './errors.js';

const run = promisify(execFile);
const POLL_MILLIS = 10;
const FAST_SHUTDOWN_MILLIS = 30_000;
const IMMEDIATE_SHUTDOWN_MILLIS = 10_000;

/** `postmaster.pid`: line 1 the process, line 4 the port, line 8 the state. */
export interface PidFile {
  pid: number;
  port: number;
  ready: boolean;
}

export function pidFileOf(clusterDir: string): string {
  return join(clusterDir, 'postmaster.pid');
}

export async function readPidFile(clusterDir: string): Promise<PidFile | null> {
  const text = await readFile(pidFileOf(clusterDir), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.startsWith('ready') ?? false };
}

/** Program and arguments joined by spaces; null when no such process lives. A dead one nobody waited for gives ''. */
export async function commandLine(pid: number): Promise<string | null> {
  if (process.platform === 'linux')
    return readFile(`/proc/${pid}/cmdline`, 'utf8').then(
      (text) => text.split('\0').join(' ').trim(),
      () => null,
    );
  return run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
}

/** Whether `pid` is a server of this cluster, and not a program that was given a dead server's number. */
export async function servesCluster(pid: number, clusterDir: string): Promise<boolean> {
  return (await commandLine(pid))?.includes(`postgres -D ${clusterDir} `) ?? false;
}

/**
 * SIGINT rolls back what is open and leaves nothing to recover; SIGQUIT, when that takes too long, leaves
 * recovery to the next start. Comes back once the process is gone.
 */
export async function stopPostmaster(pid: number, clusterDir: string): Promise<void> {
  const gone = async () => !(await servesCluster(pid, clusterDir));
  if (await gone()) return;
  signal(pid, 'SIGINT');
  if (await poll(gone, FAST_SHUTDOWN_MILLIS)) return;
  signal(pid, 'SIGQUIT');
  if (await poll(gone, IMMEDIATE_SHUTDOWN_MILLIS)) return;
  throw new EmbeddedPostgresError(`PostgreSQL (process ${pid}) does not stop.`);
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause;
  }
}

/** False when `condition` did not come true in time. */
export async function poll(condition: () => Promise<boolean>, millis: number): Promise<boolean> {
  const deadline = performance.now() + millis;
  while (!(await condition())) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MILLIS);
  }
  return true;
}

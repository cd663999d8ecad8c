import { execFile } from 'node:child_process';
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { EmbeddedPostgresError } from './errors.js';
import type { Binaries } from './find-binaries.js';
import { SUPERUSER } from './roles.js';
import type { ServerUser } from './server-user.js';

const run = promisify(execFile);

/** The operator's own PG* and LC_* variables must not reach the server. */
export const SERVER_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

export interface NewCluster {
  clusterDir: string;
  binaries: Binaries;
  user: ServerUser;
  superuserPassword: string;
  /** Whether the new files must be on disk before the first start. */
  durable: boolean;
}

/** Made beside its place and then moved there: a cluster is never seen half made. */
export async function initialiseCluster(cluster: NewCluster): Promise<void> {
  await clearUnfinished(cluster.clusterDir);
  const unfinished = `${cluster.clusterDir}.init-${process.pid}`;
  const passwordFile = `${unfinished}.password`;
  try {
    await mkdir(unfinished, { mode: 0o700 });
    await writeFile(passwordFile, cluster.superuserPassword, { mode: 0o600 });
    await giveTo(cluster.user, unfinished, passwordFile);
    await runInitdb(cluster, unfinished, passwordFile);
    await rename(unfinished, cluster.clusterDir);
  } finally {
    await clearUnfinished(cluster.clusterDir);
  }
}

/** PostgreSQL's major version that made the cluster; null where there is none. */
export async function clusterMajor(clusterDir: string): Promise<number | null> {
  const text = await readFile(join(clusterDir, 'PG_VERSION'), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null;
    throw new EmbeddedPostgresError(
      `Cannot read the database in ${clusterDir} (${cause.message}). Start as the user that owns it, or as root.`,
    );
  });
  return text === null ? null : Number.parseInt(text, 10);
}

async function runInitdb({ binaries, user, durable }: NewCluster, directory: string, passwordFile: string) {
  const options = ['-D', directory, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const sync = durable ? [] : ['--no-sync'];
  await run(join(binaries.bin, 'initdb'), [...options, ...localeOptions(binaries.major), ...sync], {
    ...user,
    cwd: '/',
    env: SERVER_ENVIRONMENT,
  }).catch((cause: Error & { stderr?: string }) => {
    throw new EmbeddedPostgresError(`initdb failed: ${cause.stderr || cause.message}`);
  });
}

/**
 * From version 17 PostgreSQL brings a C.UTF-8 of its own, the same on every system and in every release; macOS
 * has none in its C library.
 */
function localeOptions(major: number): string[] {
  const locale = process.platform === 'darwin' ? 'C' : 'C.UTF-8';
  const builtin = major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  return ['--encoding=UTF8', `--locale=${locale}`, '--lc-messages=C', ...builtin];
}

async function giveTo(user: ServerUser, ...paths: string[]): Promise<void> {
  if (user) for (const path of paths) await chown(path, user.uid, user.gid);
}

async function clearUnfinished(clusterDir: string): Promise<void> {
  const parent = dirname(clusterDir);
  for (const name of await readdir(parent))
    if (name.startsWith(`${basename(clusterDir)}.init-`)) await rm(join(parent, name), { recursive: true });
}

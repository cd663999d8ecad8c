import { createHash, randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';

import { EmbeddedPostgresError } from './errors.js';
import { ensureSharedState, SHARED_STATE } from './find-binaries.js';
import { canReach, isRoot, type ServerUser } from './server-user.js';

/** What `cluster.json` says. `clusterDir` is absolute here; in the file it is relative when inside the directory. */
export interface ClusterRecord {
  clusterDir: string;
  port: number;
}

export interface Passwords {
  superuser: string;
  owner: string;
  app: string;
  scheduler: string;
}

const RECORD = 'cluster.json';
const PASSWORDS = 'postgres-passwords.json';
const CLUSTER = 'postgres';

export function logFileOf(data: string): string {
  return join(data, 'postgres.log');
}

/**
 * Creates the directory if need be and gives its real path, which names it in every other file.
 * Made by root it lets the server's lowered uid pass through without listing it.
 */
export async function openDataDirectory(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
  return realpath(dataDir);
}

/** Inside the data directory, or in `/var/lib/marronnier/<hash>` if the server's user cannot reach that. */
export async function chooseClusterDir(data: string, user: ServerUser): Promise<string> {
  if (await canReach(data, user)) return join(data, CLUSTER);
  const hash = createHash('sha256').update(data).digest('hex').slice(0, 16);
  const outside = join(SHARED_STATE, hash);
  await ensureSharedState();
  await mkdir(outside, { recursive: true, mode: 0o711 });
  return join(outside, CLUSTER);
}

export function isInside(data: string, clusterDir: string): boolean {
  return dirname(clusterDir) === data;
}

export async function readRecord(data: string): Promise<ClusterRecord | null> {
  const record = await readJson<ClusterRecord>(join(data, RECORD));
  return record && { ...record, clusterDir: resolve(data, record.clusterDir) };
}

export async function writeRecord(data: string, { clusterDir, port }: ClusterRecord): Promise<void> {
  const named = isInside(data, clusterDir) ? relative(data, clusterDir) : clusterDir;
  await writePrivately(data, RECORD, { clusterDir: named, port });
}

export async function readPasswords(data: string): Promise<Passwords | null> {
  return readJson<Passwords>(join(data, PASSWORDS));
}

export async function createPasswords(data: string): Promise<Passwords> {
  const password = () => randomBytes(24).toString('base64url');
  const passwords = { superuser: password(), owner: password(), app: password(), scheduler: password() };
  await writePrivately(data, PASSWORDS, passwords);
  return passwords;
}

async function readJson<T>(path: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new EmbeddedPostgresError(`Cannot read ${path}: ${(cause as Error).message}`);
  }
}

/** Whole or not at all, and readable by the directory's owner alone, also when root writes it. */
async function writePrivately(data: string, name: string, content: object): Promise<void> {
  const path = join(data, name);
  const unfinished = `${path}.write-${process.pid}`;
  await writeFile(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true });
  if (isRoot()) {
    const { uid, gid } = await stat(data);
    await chown(unfinished, uid, gid);
  }
  await rename(unfinished, path);
}

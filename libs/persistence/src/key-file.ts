import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

const CURRENT = 'secret.key';
/** The key that a change is about to put in its place. It counts once rows are sealed under it. */
const NEXT = 'secret.key.next';

/** 32 random bytes in base64. */
export function randomKey(): string {
  return randomBytes(32).toString('base64');
}

/** The key of the installation, made at first start. */
export async function readOrCreateKey(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, CURRENT);
  try {
    const key = randomKey();
    // Of two processes that start together, one makes the key and the other reads it.
    await writeKey(path, key, 'wx');
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readFile(path, 'utf8')).trim();
  }
}

export function readKey(dataDir: string): Promise<string | null> {
  return read(join(dataDir, CURRENT));
}

export function readNextKey(dataDir: string): Promise<string | null> {
  return read(join(dataDir, NEXT));
}

/** Lays the next key beside the current one, for the same user's eyes alone. */
export async function layNextKey(dataDir: string, key: string): Promise<void> {
  const { uid, gid } = await stat(join(dataDir, CURRENT));
  await writeKey(join(dataDir, NEXT), key, 'w');
  // Root may do this for the service's own user.
  if (process.getuid?.() === 0) await chown(join(dataDir, NEXT), uid, gid);
  await syncFolder(dataDir);
}

/** The next key becomes the current one. Harmless when another process has just done it. */
export async function takeNextKey(dataDir: string): Promise<void> {
  await rename(join(dataDir, NEXT), join(dataDir, CURRENT)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await syncFolder(dataDir);
}

async function read(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function writeKey(path: string, key: string, flags: 'w' | 'wx'): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    // An older file keeps the mode it had.
    await file.chmod(0o600);
    await file.writeFile(`${key}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** So that the names, too, outlive a power cut. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

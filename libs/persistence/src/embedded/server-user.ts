import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whom the server runs as; null: whoever runs us. PostgreSQL refuses to run as root. */
export type ServerUser = { uid: number; gid: number } | null;

/** `nobody` on Linux; the number needs no entry in the user database. */
const NOBODY: ServerUser = { uid: 65534, gid: 65534 };

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The owner of `directory`, else `postgres`, else `nobody`. */
export async function chooseServerUser(directory: string): Promise<ServerUser> {
  if (!isRoot()) return null;
  const { uid, gid } = await stat(directory);
  return uid === 0 ? ((await lookUp('postgres')) ?? NOBODY) : { uid, gid };
}

async function lookUp(name: string): Promise<ServerUser> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

/** Asks the kernel rather than reading mode bits: access lists and mounts have their say too. */
export async function canReach(directory: string, user: ServerUser): Promise<boolean> {
  if (user === null) return true;
  return run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], { ...user, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

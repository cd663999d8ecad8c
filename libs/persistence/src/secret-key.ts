import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { AesGcmSecretBox, type SecretBox } from './secret-box.js';

/** The box of this installation: its key from `MARRONNIER_SECRET_KEY`, else from `<dataDir>/secret.key`, made at first start. */
export async function openSecretBox(secretKey: string | null, dataDir: string): Promise<SecretBox> {
  const text = secretKey ?? (await readOrCreateKey(join(dataDir, 'secret.key'), dataDir));
  return new AesGcmSecretBox(Buffer.from(text, 'base64'));
}

async function readOrCreateKey(path: string, dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  try {
    // `wx`: of two processes that start together, one makes the key and the other reads it.
    const file = await open(path, 'wx', 0o600);
    const key = randomBytes(32).toString('base64');
    await file.writeFile(`${key}\n`);
    await file.sync();
    await file.close();
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readFile(path, 'utf8')).trim();
  }
}

/** Columns that hold sealed values, as `[table, column]`. */
const SEALED = [['channel', 'credentials']] as const;

/** Refuses to start on rows sealed under another key: they could not be opened, and new ones would not be theirs. */
export async function assertSecretKey(dataSource: DataSource, box: SecretBox): Promise<void> {
  for (const [table, column] of SEALED) {
    const foreign: unknown[] = await dataSource.query(
      `select 1 from ${table} where ${column} is not null and split_part(${column}, '.', 2) <> $1 limit 1`,
      [box.keyId],
    );
    if (foreign.length > 0) {
      throw new Error(
        'Sealed credentials in the database were written under another key. Set MARRONNIER_SECRET_KEY (or restore <data>/secret.key) to the key of this installation.',
      );
    }
  }
}

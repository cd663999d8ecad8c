import type { DataSource } from 'typeorm';
import type { DatabaseRole } from './database.js';
import { readNextKey, readOrCreateKey, takeNextKey } from './key-file.js';
import { SEALED, type SealedColumn, sealedText } from './sealed.js';
import { AesGcmSecretBox, type SecretBox } from './secret-box.js';
import { sqlRows } from './sql.js';
import type { Tx } from './unit-of-work.js';

/** Base64 of 32 bytes. */
export function boxOf(key: string): SecretBox {
  return new AesGcmSecretBox(Buffer.from(key, 'base64'));
}

/** The box of this installation: its key from `MARRONNIER_SECRET_KEY`, else from `<dataDir>/secret.key`, made at first start. */
export async function openSecretBox(secretKey: string | null, dataDir: string): Promise<SecretBox> {
  return boxOf(secretKey ?? (await readOrCreateKey(dataDir)));
}

/**
 * Ends a change of the key that died between its commit and the swap of the files: the database says which of the two
 * keys holds. A next key that no row knows is left alone; its change never happened.
 */
export async function finishKeyChange(dataSource: DataSource, role: DatabaseRole, dataDir: string): Promise<void> {
  const next = await readNextKey(dataDir);
  if (next === null) return;
  const { keyId } = boxOf(next);
  if ((await keyInForce(dataSource)) === keyId || (await anySealed(dataSource, role, '=', keyId)))
    await takeNextKey(dataDir);
}

/**
 * Refuses to start on rows sealed under another key: they could not be opened, and new ones would not be theirs. Where
 * there are none, this key is in force from now on, and what others seal is refused by the database.
 */
export async function assertSecretKey(dataSource: DataSource, role: DatabaseRole, { keyId }: SecretBox): Promise<void> {
  const known = await keyInForce(dataSource);
  if (known === keyId) return;
  // A scheduler does not see all there is.
  const refused = role === 'scheduler' && known !== null;
  if (refused || (await anySealed(dataSource, role, '<>', keyId)))
    throw new Error(
      'Sealed credentials in the database were written under another key. Set MARRONNIER_SECRET_KEY (or restore <data>/secret.key) to the key of this installation.',
    );
  if (role !== 'scheduler') await putInForce(dataSource.manager, keyId);
}

/** Null before the first api started. */
async function keyInForce(dataSource: DataSource): Promise<string | null> {
  const [row] = await sqlRows<{ keyId: string }>(dataSource.manager, 'select key_id as "keyId" from sealing_key');
  return row?.keyId ?? null;
}

/** From now on the database takes nothing that is sealed under another key. */
export async function putInForce(tx: Tx, keyId: string): Promise<void> {
  await tx.query(
    'insert into sealing_key (key_id) values ($1) on conflict (single) do update set key_id = excluded.key_id',
    [keyId],
  );
}

async function anySealed(
  dataSource: DataSource,
  role: DatabaseRole,
  comparison: '=' | '<>',
  keyId: string,
): Promise<boolean> {
  const columns: readonly SealedColumn[] = Object.values(SEALED);
  for (const column of columns.filter(({ readable }) => readable || role !== 'scheduler')) {
    const found: unknown[] = await dataSource.query(
      `select 1 from ${column.table}
       where ${column.column} is not null and split_part(${sealedText(column)}, '.', 2) ${comparison} $1 limit 1`,
      [keyId],
    );
    if (found.length > 0) return true;
  }
  return false;
}

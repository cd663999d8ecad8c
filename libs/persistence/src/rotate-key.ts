import type { DataSource, EntityManager } from 'typeorm';
import { layNextKey, randomKey, readKey, takeNextKey } from './key-file.js';
import { SEALED, type SealedColumn, sealedText } from './sealed.js';
import type { SecretBox } from './secret-box.js';
import { boxOf, finishKeyChange, putInForce } from './secret-key.js';
import { sqlRows } from './sql.js';

export interface KeyRotation {
  /** Under the role that owns the tables. */
  dataSource: DataSource;
  dataDir: string;
  /** `MARRONNIER_SECRET_KEY`; null: the key lies in `<dataDir>/secret.key`. */
  secretKey: string | null;
  /** `MARRONNIER_NEW_SECRET_KEY`; null: random, which only a file can keep. */
  newSecretKey: string | null;
  now: Date;
}

export interface KeyRotated {
  /** Sealed values written anew. */
  values: number;
  /** Ids, which tell nothing of the keys. */
  from: string;
  to: string;
}

/** The key cannot be changed; nothing was. The message says what the operator can do. */
export class KeyRotationError extends Error {
  override readonly name = 'KeyRotationError';
}

/**
 * Seals every value anew, in one transaction, and puts the new key in the old one's place. The new key lies beside the old
 * one before the commit and replaces it after: a crash leaves the old key with old rows, or new rows with both keys
 * at hand, which the next start settles (`finishKeyChange`). Values that are sealed under the new key already stay.
 * Throws `KeyRotationError`.
 */
export async function rotateKey(rotation: KeyRotation): Promise<KeyRotated> {
  const { dataSource, dataDir, secretKey, now } = rotation;
  await refuseWhileServing(dataSource.manager, now);
  if (secretKey === null) await finishKeyChange(dataSource, 'owner', dataDir);
  const [old, next] = await keysOf(rotation);
  const [from, to] = [boxOf(old), boxOf(next)];
  if (from.keyId === to.keyId) throw new KeyRotationError('MARRONNIER_NEW_SECRET_KEY is the key that is in use.');
  if (secretKey === null) await layNextKey(dataDir, next);
  const values = await dataSource.transaction((tx) => sealAllAnew(tx, from, to, now));
  if (secretKey === null) await takeNextKey(dataDir);
  return { values, from: from.keyId, to: to.keyId };
}

async function keysOf({ dataDir, secretKey, newSecretKey }: KeyRotation): Promise<[old: string, next: string]> {
  if (secretKey !== null && newSecretKey === null)
    throw new KeyRotationError(
      'MARRONNIER_SECRET_KEY holds the key, so set MARRONNIER_NEW_SECRET_KEY to the new one, as `openssl rand -base64 32` prints it.',
    );
  const old = secretKey ?? (await readKey(dataDir));
  if (old === null) throw new KeyRotationError(`There is no key in ${dataDir}: nothing has been sealed yet.`);
  return [old, newSecretKey ?? randomKey()];
}

/** Milliseconds for which a scheduler's last beat says that it lives. */
const ALIVE_FOR = 15_000;

/**
 * A service that runs goes on sealing under the key it began with. One that rests has no connection that would show it;
 * what it seals thereafter is refused by the database (`sealing_key`).
 */
async function refuseWhileServing(tx: EntityManager, now: Date): Promise<void> {
  const serving = await sqlRows<{ name: string }>(
    tx,
    `select scheduler as name from heartbeat where beaten_at > $1
     union all
     select application_name from pg_stat_activity
     where datname = current_database() and application_name like 'marronnier-%' and application_name <> 'marronnier-owner'`,
    [new Date(now.getTime() - ALIVE_FOR)],
  );
  const names = [...new Set(serving.map(({ name }) => name))].join(', ');
  if (names !== '')
    throw new KeyRotationError(`Still at work on this database: ${names}. Stop every service first, then try again.`);
}

async function sealAllAnew(tx: EntityManager, from: SecretBox, to: SecretBox, now: Date): Promise<number> {
  const tables = [...new Set(Object.values(SEALED).map(({ table }) => table))].sort();
  // Nothing may be sealed under the old key behind our back; readers go on.
  await tx.query(`lock table ${tables.join(', ')} in exclusive mode`);
  await putInForce(tx, to.keyId);
  let values = 0;
  for (const column of Object.values(SEALED)) values += await sealColumnAnew(tx, column, from, to);
  await refuseWhileServing(tx, now);
  return values;
}

const BATCH = 500;

interface SealedRow {
  key: string[];
  sealed: string;
}

async function sealColumnAnew(
  tx: EntityManager,
  column: SealedColumn,
  from: SecretBox,
  to: SecretBox,
): Promise<number> {
  const key = `array[${column.key.map((name) => `${name}::text`).join(', ')}]`;
  const text = sealedText(column);
  // A cursor reads what stood there when it was opened, whatever is written meanwhile.
  await tx.query(
    `declare sealed cursor for select ${key} as key, ${text} as sealed from ${column.table} where ${column.column} is not null`,
  );
  let values = 0;
  for (;;) {
    const rows = await sqlRows<SealedRow>(tx, `fetch ${BATCH} from sealed`);
    const renewed = rows.flatMap((row) => sealAnew(row, column, from, to));
    await writeRows(tx, column, renewed);
    values += renewed.length;
    if (rows.length < BATCH) break;
  }
  await tx.query('close sealed');
  return values;
}

function sealAnew({ key, sealed }: SealedRow, column: SealedColumn, from: SecretBox, to: SecretBox): SealedRow[] {
  const keyId = sealed.split('.')[1];
  if (keyId === to.keyId) return [];
  if (keyId !== from.keyId)
    throw new KeyRotationError(
      `A value in ${column.table}.${column.column} is sealed under a third key (${keyId}); the key at hand is ${from.keyId}.`,
    );
  const context = column.context(...key);
  return [{ key, sealed: to.seal(from.open(sealed, context), context) }];
}

async function writeRows(tx: EntityManager, column: SealedColumn, rows: readonly SealedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const { table, column: name, key, json } = column;
  const isRow = key.map((part, index) => `t.${part}::text = new.key ->> ${index}`).join(' and ');
  await tx.query(
    `update ${table} as t set ${name} = ${json ? 'to_jsonb(new.sealed)' : 'new.sealed'}
     from jsonb_to_recordset($1::jsonb) as new (key jsonb, sealed text) where ${isRow}`,
    [JSON.stringify(rows)],
  );
}

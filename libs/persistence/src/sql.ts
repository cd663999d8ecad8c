import { createHash } from 'node:crypto';
import type pg from 'pg';
import { type EntityTarget, type ObjectLiteral, QueryFailedError } from 'typeorm';
import type { Tx } from './unit-of-work.js';

/** The rows of a statement, whatever its kind; TypeORM answers UPDATE and DELETE as `[rows, count]`. */
export async function sqlRows<T>(tx: Tx, sql: string, values: readonly unknown[] = []): Promise<T[]> {
  const result: unknown = await tx.query(sql, [...values]);
  if (!Array.isArray(result)) return [];
  const [first, second] = result as [unknown, unknown];
  return (Array.isArray(first) && typeof second === 'number' ? first : result) as T[];
}

const names = new Map<string, string>();

/**
 * The same for a statement that runs hundreds of times a second: prepared once per connection, so that PostgreSQL plans
 * it a few times and not each time (half of its work in a burst, see test/bench). `sql` must come from a small, fixed
 * set of texts. Logged and refused (`QueryFailedError`) like every other statement.
 */
export async function preparedRows<T>(tx: Tx, sql: string, values: readonly unknown[] = []): Promise<T[]> {
  const runner = tx.queryRunner ?? tx.connection.createQueryRunner();
  try {
    const client = (await runner.connect()) as pg.PoolClient;
    tx.connection.logger.logQuery(sql, [...values], runner);
    return (await client.query({ name: nameOf(sql), text: sql, values: [...values] })).rows as T[];
  } catch (error) {
    throw error instanceof Error ? new QueryFailedError(sql, [...values], error) : error;
  } finally {
    if (!tx.queryRunner) await runner.release();
  }
}

function nameOf(sql: string): string {
  let name = names.get(sql);
  if (!name) {
    name = `m_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`;
    names.set(sql, name);
  }
  return name;
}

/** The name of the constraint or unique index that a statement broke. */
export function brokenConstraint(error: unknown): string | undefined {
  return error instanceof QueryFailedError ? (error.driverError as { constraint?: string }).constraint : undefined;
}

/** The columns of an entity's table, `alias`ed and named as the entity names them: rows of them are its rows. */
export function selectList(tx: Tx, entity: EntityTarget<ObjectLiteral>, alias: string): string {
  const { columns } = tx.connection.getMetadata(entity);
  return columns.map((column) => `${alias}.${column.databaseName} as "${column.propertyName}"`).join(', ');
}

import type { Tx } from './unit-of-work.js';

/** The rows of a statement, whatever its kind; TypeORM answers UPDATE and DELETE as `[rows, count]`. */
export async function sqlRows<T>(tx: Tx, sql: string, values: readonly unknown[] = []): Promise<T[]> {
  const result: unknown = await tx.query(sql, [...values]);
  if (!Array.isArray(result)) return [];
  const [first, second] = result as [unknown, unknown];
  return (Array.isArray(first) && typeof second === 'number' ? first : result) as T[];
}

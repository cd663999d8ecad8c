import type { Logger } from 'typeorm';
import { sqlRows, type Tx } from '#persistence';

export interface Statement {
  sql: string;
  values: unknown[];
}

/** What a DataSource sends, while somebody listens. */
export class StatementLog implements Logger {
  private heard: Map<string, Statement> | null = null;

  /** The distinct statements over tables that `work` sent, in order, each with the values of its first time. */
  async during(work: () => Promise<unknown>): Promise<Statement[]> {
    const heard = (this.heard = new Map<string, Statement>());
    await work();
    this.heard = null;
    return [...heard.values()];
  }

  logQuery(sql: string, values: unknown[] = []): void {
    if (this.heard && !this.heard.has(sql) && overTables(sql)) this.heard.set(sql, { sql, values });
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

function overTables(sql: string): boolean {
  return /^\s*(select|insert|update|delete|with)\b/i.test(sql) && /\b(from|into|update)\s+"?[a-z]/i.test(sql);
}

export interface Plan {
  sql: string;
  lines: string[];
  /** As EXPLAIN measured it. */
  milliseconds: number;
}

/** Runs the statement for its plan; the caller rolls back. */
export async function explain(tx: Tx, { sql, values }: Statement): Promise<Plan> {
  const rows = await sqlRows<{ 'QUERY PLAN': string }>(tx, `explain (analyze, buffers, costs off) ${sql}`, values);
  const lines = rows.map((row) => row['QUERY PLAN']);
  const took = lines.find((line) => line.startsWith('Execution Time'));
  return { sql, lines, milliseconds: Number(/[\d.]+/.exec(took ?? '')?.[0]) };
}

/** Pages the whole statement touched: unlike its time, the same on every run. */
export function pagesOf({ lines }: Plan): number {
  const top = lines.find((line) => line.includes('Buffers:')) ?? '';
  return [...top.matchAll(/(?:hit|read)=(\d+)/g)].reduce((sum, [, pages]) => sum + Number(pages), 0);
}

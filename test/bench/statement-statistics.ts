import type { Stage } from './stage.js';

/** Server settings under which PostgreSQL keeps count of statements; they cost a few percent. */
export const STATEMENT_STATISTICS = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track_planning': 'on',
};

/** What the server spent on which statement in the burst, dearest first. */
export async function printStatements(stage: Stage): Promise<void> {
  const { sql } = await stage.database('burst');
  await sql('create extension if not exists pg_stat_statements');
  const rows = await sql<{ calls: number; total: number; mean: number; planning: number; query: string }>(
    `select calls::int, total_exec_time + total_plan_time as total, mean_exec_time as mean, mean_plan_time as planning,
       left(regexp_replace(query, '\\s+', ' ', 'g'), 110) as query
     from pg_stat_statements where dbid = (select oid from pg_database where datname = 'burst')
     order by 2 desc limit 32`,
  );
  for (const { calls, total, mean, planning, query } of rows)
    console.log([total.toFixed(0), calls, mean.toFixed(3), planning.toFixed(3), query].join('\t'));
}

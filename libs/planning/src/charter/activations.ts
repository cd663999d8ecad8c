import { sqlRows, type Tx } from '#persistence';

const MOST = 100;

/** When versions of a charter came into force that somebody wrote, epoch milliseconds, latest first. */
export async function activationsOf(tx: Tx, charterId: string): Promise<number[]> {
  const rows = await sqlRows<{ at: Date }>(
    tx,
    `select activated_at as at from charter_version
     where charter_id = $1 and activated_at is not null and not derived order by activated_at desc limit ${MOST}`,
    [charterId],
  );
  return rows.map(({ at }) => at.getTime());
}

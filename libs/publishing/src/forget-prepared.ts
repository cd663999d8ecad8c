import type { Tx } from '#persistence';

/** Units that are not out keep their keys; what was prepared for an earlier text, and how long it was waited for, goes. */
export async function forgetPrepared(tx: Tx, publicationId: string): Promise<void> {
  await tx.query(
    'update publication_unit set adapter_state = null, give_up_at = null where publication_id = $1 and done_at is null',
    [publicationId],
  );
}

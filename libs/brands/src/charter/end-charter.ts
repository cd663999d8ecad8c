import type { BrandScope } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import { findCharter } from './charter.repository.js';

/** Of a brand that is deleted: nothing is judged by it any more, and what waited for its date no longer comes. */
export async function endCharter(tx: Tx, scope: BrandScope, brandId: string, now: Date): Promise<void> {
  const charter = await findCharter(tx, scope, brandId);
  if (!charter) return;
  await sqlRows(tx, 'update charter set active_number = null, reviewed_number = null where id = $1', [charter.id]);
  await sqlRows(
    tx,
    `update charter_version set state = 'retired', retired_at = $2, updated_at = $2, version = version + 1
     where charter_id = $1 and state = 'active'`,
    [charter.id, now],
  );
  await sqlRows(
    tx,
    `update charter_version set state = 'draft', effective_at = null, activated_by = null, updated_at = $2, version = version + 1
     where charter_id = $1 and state = 'scheduled'`,
    [charter.id, now],
  );
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { ApiKeyService, createAgency, SCOPES } from '#agencies';
import { SYSTEM } from '#kernel';
import { type Foundation, sqlRows, type Tx, UnitOfWork } from '#persistence';

/** What the first start made. */
export interface FirstStart {
  agencyId: string;
  /** Shown once. */
  adminKey: string;
}

/**
 * On an empty database: an agency and its admin key, which goes to `<dataDir>/admin.key` (0600). Null on any other.
 * The file is written inside the transaction: a crash leaves either both or nothing that counts.
 */
export async function firstStart(app: INestApplicationContext, foundation: Foundation): Promise<FirstStart | null> {
  const now = foundation.clock.now();
  return app.get(UnitOfWork).run(async (tx) => {
    if (!(await claimInstallation(tx, now))) return null;
    const agency = await createAgency(tx, { name: 'My agency' }, now);
    const grant = { name: 'admin', scopes: SCOPES, brands: 'all' as const, expiresAt: null };
    const key = await app.get(ApiKeyService).issue(tx, agency.id, grant, SYSTEM, now);
    await writeFile(join(foundation.config.dataDir, 'admin.key'), `${key.token}\n`, { mode: 0o600, flush: true });
    return { agencyId: agency.id, adminKey: key.token };
  });
}

/** Of several processes that start on an empty database, one makes the first agency; the others wait and see it. */
async function claimInstallation(tx: Tx, now: Date): Promise<boolean> {
  const claimed = await sqlRows(
    tx,
    `insert into installation (id, created_at) select 1, $1 where not exists (select from agency) on conflict do nothing returning id`,
    [now],
  );
  return claimed.length > 0;
}

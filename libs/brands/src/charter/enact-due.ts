import { DomainError, SYSTEM } from '#kernel';
import { appendEvent } from '#outbox';
import { sqlRows, type Tx, type UnitOfWork } from '#persistence';
import { toVersionView } from './charter-version.js';
import { findCharter, getVersion, lockVersion } from './charter.repository.js';
import { enactVersion } from './enact-version.js';
import { backToDraft } from './schedule-version.js';

interface Due {
  agencyId: string;
  brandId: string | null;
  number: number;
}

/**
 * Brings versions into force whose date has come, each in a transaction of its own, the agency's first. One that its
 * agency's charter no longer allows becomes a draft again, and an event says why. Two at once bring it into force once.
 * Answers how many came into force.
 */
export async function enactDue(uow: UnitOfWork, now: Date): Promise<number> {
  const due = await uow.read((tx) =>
    sqlRows<Due>(
      tx,
      `select v.agency_id as "agencyId", charter.brand_id as "brandId", v.number
       from charter_version as v join charter on charter.id = v.charter_id
       where v.state = 'scheduled' and v.effective_at <= $1
       order by v.effective_at, charter.brand_id nulls first limit 100`,
      [now],
    ),
  );
  let enacted = 0;
  for (const one of due) if (await uow.run((tx) => enactOrTell(tx, one, now))) enacted += 1;
  return enacted;
}

async function enactOrTell(tx: Tx, { agencyId, brandId, number }: Due, now: Date): Promise<boolean> {
  const scope = { agencyId, brands: 'all' } as const;
  try {
    await tx.transaction((inner) => enactVersion(inner, brandId, number, { scope, actor: SYSTEM, now }));
    return true;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'charter.invalid') throw error;
    await giveUp(tx, { agencyId, brandId, number }, error, now);
    return false;
  }
}

async function giveUp(tx: Tx, { agencyId, brandId, number }: Due, { fields }: DomainError, now: Date): Promise<void> {
  const charter = (await findCharter(tx, { agencyId, brands: 'all' }, brandId))!;
  const row = await lockVersion(tx, charter, number);
  if (row.state !== 'scheduled') return;
  await backToDraft(tx, row, now);
  const view = toVersionView(await getVersion(tx, charter, number), brandId);
  const data = { ...view, problems: fields.map(({ pointer, params }) => ({ pointer, ...params })) };
  const about = { agencyId, brandId, subjectId: charter.id };
  await appendEvent(tx, { type: 'charter.not_activated', ...about, actor: SYSTEM, data, at: now });
}

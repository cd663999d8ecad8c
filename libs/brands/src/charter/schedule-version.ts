import { DomainError } from '#kernel';
import { appendEvent } from '#outbox';
import { brokenConstraint, sqlRows, type Tx } from '#persistence';
import type { CharterRequest } from './charter.service.js';
import { type CharterVersionView, toVersionView } from './charter-version.js';
import type { CharterVersionEntity } from './charter-version.entity.js';
import type { CharterEntity } from './charter.entity.js';
import { findCharter, getVersion, lockVersion, updateVersion } from './charter.repository.js';
import type { PreparedVersion } from './prepare-version.js';
import type { AcknowledgedImpact } from './version-state.js';

/** A draft comes into force by itself at `effectiveAt`. @throws DomainError `charter.not_a_draft`, `charter.already_scheduled` */
export async function scheduleVersion(
  tx: Tx,
  { brandId, number, assembled, agencyNumber }: PreparedVersion,
  effectiveAt: Date,
  request: CharterRequest,
): Promise<CharterVersionView> {
  const { scope, actor, now } = request;
  const charter = (await findCharter(tx, scope, brandId))!;
  const row = await lockVersion(tx, charter, number);
  if (row.state !== 'draft') throw new DomainError('charter.not_a_draft', { state: row.state });
  const changes: Partial<CharterVersionEntity> = {
    ...{ state: 'scheduled', resolved: assembled.charter, agencyNumber, effectiveAt, activatedBy: actor },
    ...{ version: row.version + 1, updatedAt: now },
  };
  try {
    await tx.transaction((inner) => updateVersion(inner, row, changes));
  } catch (error) {
    if (brokenConstraint(error) !== 'charter_version_scheduled') throw error;
    throw new DomainError('charter.already_scheduled', { number: (await scheduledNumber(tx, charter)) ?? 0 });
  }
  return tell(tx, 'charter.scheduled', charter, number, request);
}

async function scheduledNumber(tx: Tx, { id }: CharterEntity): Promise<number | undefined> {
  const sql = `select number from charter_version where charter_id = $1 and state = 'scheduled'`;
  return (await sqlRows<{ number: number }>(tx, sql, [id]))[0]?.number;
}

/** Keeps what whoever activates a version has seen of it. */
export async function acknowledgeImpact(
  tx: Tx,
  { charterId, number }: PreparedVersion,
  impactHash: string,
  impact: AcknowledgedImpact,
): Promise<void> {
  await sqlRows(tx, 'update charter_version set impact_hash = $3, impact = $4 where charter_id = $1 and number = $2', [
    ...[charterId, number, impactHash, impact],
  ]);
}

/** What waited for its date is a draft again. @throws DomainError `charter.version_not_found`, `charter.not_scheduled` */
export async function withdrawVersion(
  tx: Tx,
  brandId: string | null,
  number: number,
  request: CharterRequest,
): Promise<CharterVersionView> {
  const charter = await findCharter(tx, request.scope, brandId);
  const row = await lockVersion(tx, charter, number);
  if (row.state !== 'scheduled') throw new DomainError('charter.not_scheduled', { state: row.state });
  await backToDraft(tx, row, request.now);
  return tell(tx, 'charter.withdrawn', charter!, number, request);
}

export async function backToDraft(tx: Tx, row: CharterVersionEntity, now: Date): Promise<void> {
  await updateVersion(tx, row, {
    ...{ state: 'draft', resolved: null, agencyNumber: null, effectiveAt: null, activatedBy: null },
    ...{ version: row.version + 1, updatedAt: now },
  });
}

async function tell(
  tx: Tx,
  type: 'charter.scheduled' | 'charter.withdrawn',
  charter: CharterEntity,
  number: number,
  { actor, now: at }: CharterRequest,
): Promise<CharterVersionView> {
  const { id: subjectId, agencyId, brandId } = charter;
  const view = toVersionView(await getVersion(tx, charter, number), brandId);
  await appendEvent(tx, { type, agencyId, brandId, subjectId, actor, data: view, at });
  return view;
}

import { type Actor, type BrandScope, DomainError } from '#kernel';
import { appendEvents, type NewEvent } from '#outbox';
import type { Tx } from '#persistence';
import { toVersionView } from './charter-version.js';
import type { CharterEntity } from './charter.entity.js';
import { findCharter, getVersion, lockVersion } from './charter.repository.js';
import { type DerivedVersion, deriveVersions, writeDerived } from './derive-versions.js';
import { prepare } from './prepare-version.js';
import { keepAgencyCharter, lockCharters, resolveVersions, switchVersions } from './switch-version.js';

interface Enacting {
  scope: BrandScope;
  actor: Actor;
  now: Date;
}

/**
 * Brings a version into force, the agency's with one of its own for each brand. What takes time comes first: claims
 * wait only from the locks of the brands' charters to the end of the transaction. Posts are for others to look at again.
 * One that is in force already stays so.
 * @throws DomainError `charter.version_not_found`, `charter.not_a_draft`, `charter.invalid`
 */
export async function enactVersion(tx: Tx, brandId: string | null, number: number, request: Enacting): Promise<void> {
  if (brandId === null) await enactAgencys(tx, number, request);
  else await enactBrands(tx, brandId, number, request);
}

async function enactBrands(tx: Tx, brandId: string, number: number, request: Enacting): Promise<void> {
  const { scope } = request;
  const agency = await keepAgencyCharter(tx, scope.agencyId);
  const charter = await findCharter(tx, scope, brandId);
  const row = await lockVersion(tx, charter, number);
  if (isInForce(row)) return;
  const { charterId, assembled, agencyNumber } = await prepare(tx, charter!, row, agency);
  await resolveVersions(tx, [{ charterId, number, resolved: assembled.charter, agencyNumber }]);
  await lockCharters(tx, [charterId]);
  await switchVersions(tx, [{ charterId, number }], request);
  await tellActivated(tx, charter!, number, [], request);
}

async function enactAgencys(tx: Tx, number: number, request: Enacting): Promise<void> {
  const { scope, actor, now } = request;
  const known = await findCharter(tx, scope, null);
  const [charter] = known ? await lockCharters(tx, [known.id]) : [];
  const row = await lockVersion(tx, charter ?? null, number);
  if (isInForce(row)) return;
  const { charterId, agencyId, assembled, source } = await prepare(tx, charter!, row, null);
  const derived = await deriveVersions(tx, agencyId, source);
  const switches = await writeDerived(tx, derived, { agencyId, agencyNumber: number, actor, now });
  const own = { charterId, number, resolved: assembled.charter, agencyNumber: null };
  await resolveVersions(tx, [own]);
  const brands = await lockCharters(
    tx,
    switches.map((one) => one.charterId),
  );
  await switchVersions(tx, [own, ...switches], request);
  await tellActivated(tx, charter!, number, derived, request);
  await tellDerived(
    tx,
    brands,
    { derived, numbers: new Map(switches.map((one) => [one.charterId, one.number])), number },
    request,
  );
}

/** Only what has not been in force comes into force. */
function isInForce({ state }: { state: string }): boolean {
  if (state === 'retired') throw new DomainError('charter.not_a_draft', { state });
  return state === 'active';
}

async function tellActivated(
  tx: Tx,
  charter: CharterEntity,
  number: number,
  derived: readonly DerivedVersion[],
  { actor, now: at }: Enacting,
): Promise<void> {
  const { id: subjectId, agencyId, brandId } = charter;
  const view = toVersionView(await getVersion(tx, charter, number), brandId);
  const data = brandId === null ? { ...view, brands: derived.length } : view;
  await appendEvents(tx, [{ type: 'charter.activated', agencyId, brandId, subjectId, actor, data, at }]);
}

interface Derivation {
  derived: readonly DerivedVersion[];
  /** By charter. */
  numbers: ReadonlyMap<string, number>;
  /** Of the agency's version. */
  number: number;
}

/** One event for each brand, for those who listen to it alone. */
async function tellDerived(
  tx: Tx,
  charters: readonly CharterEntity[],
  { derived, numbers, number: agencyNumber }: Derivation,
  { actor, now: at }: Enacting,
): Promise<void> {
  const dropped = new Map(derived.map((one) => [one.brandId, one.dropped]));
  await appendEvents(
    tx,
    charters.map(({ id: subjectId, agencyId, brandId }): NewEvent => {
      const data = {
        brandId,
        number: numbers.get(subjectId),
        derived: true,
        agencyNumber,
        dropped: dropped.get(brandId!) ?? [],
      };
      return { type: 'charter.activated', agencyId, brandId, subjectId, actor, data: { ...data, state: 'active' }, at };
    }),
  );
}

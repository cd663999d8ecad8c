import type { Actor, Zone } from '#kernel';
import type { Tx } from '#persistence';
import { assembleOn, emptySource } from './charter-input.js';
import { getVersion } from './charter.repository.js';
import { writeDerived } from './derive-versions.js';
import { keepAgencyCharter, switchVersions } from './switch-version.js';

/**
 * A new brand is judged by its agency's charter from its first post on. An activation of the agency's waits, or is over
 * before it is looked at.
 */
export async function inheritCharter(
  tx: Tx,
  { id: brandId, agencyId, name: brandName, timezone }: { id: string; agencyId: string; name: string; timezone: Zone },
  { actor, now }: { actor: Actor; now: Date },
): Promise<void> {
  const agency = await keepAgencyCharter(tx, agencyId);
  if (!agency || agency.activeNumber === null) return;
  const above = await getVersion(tx, agency, agency.activeNumber);
  const source = emptySource(brandName);
  const assembled = assembleOn(above.source, source);
  const derived = { brandId, brandName, timezone, charterId: null, activeNumber: null, source, assembled, dropped: [] };
  const switches = await writeDerived(tx, [derived], { agencyId, agencyNumber: agency.activeNumber, actor, now });
  await switchVersions(tx, switches, { actor, now });
}

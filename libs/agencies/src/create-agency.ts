import { newId } from '#kernel';
import type { Tx } from '#persistence';
import { AgencyEntity } from './agency.entity.js';

export interface AgencyView {
  id: string;
  name: string;
  /** RFC 3339, UTC */
  createdAt: string;
}

export async function createAgency(tx: Tx, agency: { name: string }, now: Date): Promise<AgencyView> {
  const row = { id: newId(), name: agency.name, createdAt: now };
  await tx.insert(AgencyEntity, row);
  return toAgencyView(row);
}

/** The agency of a caller, which exists as long as its key does. */
export async function readAgency(tx: Tx, agencyId: string): Promise<AgencyView> {
  return toAgencyView(await tx.findOneByOrFail(AgencyEntity, { id: agencyId }));
}

function toAgencyView(row: AgencyEntity): AgencyView {
  return { id: row.id, name: row.name, createdAt: row.createdAt.toISOString() };
}

import type { CharterSource } from '#charter';
import type { Actor } from '#kernel';
import { etagOf } from '#persistence';
import type { CharterVersionEntity } from './charter-version.entity.js';
import type { AcknowledgedImpact, CharterVersionState } from './version-state.js';

/** One version of a charter as the api shows it; instants are RFC 3339 in UTC. */
export interface CharterVersionView {
  /** Null: the agency's own. */
  brandId: string | null;
  number: number;
  state: CharterVersionState;
  /** As it was written, without what it inherits. */
  source: CharterSource;
  note: string | null;
  /** Made by the activation of the agency's charter. */
  derived: boolean;
  /** The version of the agency's charter that it rests on; null in a draft, in the agency's own, and without one. */
  agencyNumber: number | null;
  /** Null in a draft. */
  impact: AcknowledgedImpact | null;
  /** When it comes, or came, into force. */
  effectiveAt: string | null;
  createdBy: Actor;
  createdAt: string;
  updatedAt: string;
  activatedBy: Actor | null;
  activatedAt: string | null;
  retiredAt: string | null;
  version: number;
  etag: string;
}

/** The same for lists: a charter may be long. */
export type CharterVersionSummary = Omit<CharterVersionView, 'source'>;

export function toVersionView(row: CharterVersionEntity, brandId: string | null): CharterVersionView {
  return { ...toVersionSummary(row, brandId), source: row.source };
}

export function toVersionSummary(
  row: Omit<CharterVersionEntity, 'source' | 'resolved'>,
  brandId: string | null,
): CharterVersionSummary {
  return {
    brandId,
    number: row.number,
    state: row.state,
    note: row.note,
    derived: row.derived,
    agencyNumber: row.agencyNumber,
    impact: row.impact,
    effectiveAt: row.effectiveAt?.toISOString() ?? null,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    activatedBy: row.activatedBy,
    activatedAt: row.activatedAt?.toISOString() ?? null,
    retiredAt: row.retiredAt?.toISOString() ?? null,
    version: row.version,
    etag: etagOf(row.version),
  };
}

import type { Zone } from '#kernel';

/** How a brand works unless something says otherwise. */
export interface BrandSettings {
  /** `none`: a post may be scheduled without anybody's approval. */
  approval: 'none';
  defaults: {
    /** ISO 8601: how late a post without a slot may still go out. */
    lateWindow: string;
  };
}

/** Settings as they are sent: what is absent stays as it is. */
export interface BrandSettingsInput {
  approval?: 'none';
  defaults?: { lateWindow?: string };
}

export interface BrandInput {
  name: string;
  /** Absent: made from the name. */
  slug?: string;
  timezone: Zone;
  /** BCP 47, the first is the main one. */
  languages?: readonly string[];
  /** ISO 3166-1 alpha-2 */
  country?: string | null;
  settings?: BrandSettingsInput;
  externalId?: string | null;
}

export type BrandPatch = Partial<BrandInput>;

/** A brand as the api shows it; instants are RFC 3339 in UTC. */
export interface BrandView {
  id: string;
  name: string;
  slug: string;
  timezone: Zone;
  languages: string[];
  country: string | null;
  settings: BrandSettings;
  externalId: string | null;
  createdAt: string;
  updatedAt: string;
  version: number;
  etag: string;
}

/** What other libs need to know of a brand. */
export interface BrandFacts {
  id: string;
  agencyId: string;
  name: string;
  slug: string;
  timezone: Zone;
  languages: readonly string[];
  settings: BrandSettings;
  updatedAt: Date;
}

const DEFAULT_LANGUAGES = ['fr'];
const DEFAULT_SETTINGS: BrandSettings = { approval: 'none', defaults: { lateWindow: 'PT2H' } };

/** The languages in canonical spelling, each once; French when none is given. */
export function toLanguages(given: readonly string[] = DEFAULT_LANGUAGES): string[] {
  return Intl.getCanonicalLocales([...given]);
}

/** `settings` with what `given` changes. */
export function withSettings(given: BrandSettingsInput = {}, settings = DEFAULT_SETTINGS): BrandSettings {
  return {
    approval: given.approval ?? settings.approval,
    defaults: { lateWindow: given.defaults?.lateWindow ?? settings.defaults.lateWindow },
  };
}

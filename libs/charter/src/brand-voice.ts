import type { Language, Localised } from '#kernel';

/** What rules know of a brand, whichever article asks. */
export interface BrandVoice {
  name: string;
  languages: readonly Language[];
  /** How the public is spoken to. */
  address: { fr: 'tu' | 'vous' | 'consistent' | 'any'; en: 'casual' | 'professional' | 'any' };
  competitors: readonly string[];
  competitorHandles: readonly string[];
  /** Of the brand itself: allowed where a person’s are not. */
  contacts: {
    phones: readonly string[];
    emails: readonly string[];
    domains: readonly string[];
    addresses: readonly string[];
  };
  /** Where individual matters belong. */
  privateChannels: Localised | null;
  /** May stand in capitals. */
  acronyms: readonly string[];
}

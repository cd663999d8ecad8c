import type { Article, Charter, Severity } from '#charter';
import { RULES } from '#charter';
import type { Language, Localised } from '#kernel';

/** `charter-eval/1`: brands described in no engine’s format, for comparing engines. */
export interface NeutralFile {
  defaults: {
    networkLimits: Readonly<Record<string, { maxLinks: number; maxHashtags: number }>>;
    slots: Readonly<Record<string, NeutralSlot>>;
    shouting: { maxConsecutiveMarks: number; maxConsecutiveCapsWords: number };
    readability: { maxWordsPerSentence: number };
  };
  charters: readonly NeutralCharter[];
}

export interface NeutralSlot {
  objective: string;
  stage: string;
  cta: 'required' | 'optional' | 'none';
  ctaKind?: 'interaction';
}

interface NeutralTopic extends Readonly<Record<Language, readonly string[]>> {
  id: string;
  exceptSlots?: readonly string[];
}

export interface NeutralCharter {
  id: string;
  name: string;
  languages: readonly Language[];
  formality: { fr: { address: 'tu' | 'vous' | 'consistent' }; en: { register: 'casual' | 'professional' } };
  topics: { offCharter: readonly NeutralTopic[]; forbidden: readonly NeutralTopic[] };
  competitors: readonly string[];
  competitorHandles?: readonly string[];
  publicContacts: { phones: readonly string[]; emails: readonly string[]; domains: readonly string[] };
  privateChannels: Localised;
  disclosure: Readonly<Record<Language, readonly string[]>>;
  acronyms: readonly string[];
  articles: readonly ({ id: string; covers: readonly string[] } & Localised)[];
}

/** The same brand as a charter of ours. */
export function toCharter(neutral: NeutralCharter, defaults: NeutralFile['defaults']): Charter {
  return {
    voice: {
      name: neutral.name,
      languages: neutral.languages,
      address: { fr: neutral.formality.fr.address, en: neutral.formality.en.register },
      competitors: neutral.competitors,
      competitorHandles: neutral.competitorHandles ?? [],
      contacts: { ...neutral.publicContacts, addresses: [] },
      privateChannels: neutral.privateChannels,
      acronyms: neutral.acronyms,
    },
    articles: [...RULES.keys()].map((rule) => articleOf(neutral, rule, optionsOf(rule, neutral, defaults))),
  };
}

function articleOf(neutral: NeutralCharter, rule: string, options: Article['options']): Article {
  const { meta } = RULES.get(rule)!;
  const written = neutral.articles.find(({ covers }) => covers.includes(rule));
  const text = written ? { en: written.en, fr: written.fr } : meta.rationale;
  const severity: Severity = meta.severity;
  return { id: `${written?.id ?? 'base'}.${rule}`, title: meta.title, text, rule, options, severity, scope: {} };
}

function optionsOf(rule: string, neutral: NeutralCharter, defaults: NeutralFile['defaults']): Article['options'] {
  const perNetwork = (limit: 'maxLinks' | 'maxHashtags'): Record<string, number> =>
    Object.fromEntries(Object.entries(defaults.networkLimits).map(([network, limits]) => [network, limits[limit]]));
  switch (rule) {
    case 'tone.shouting':
      return {
        maxCapitals: defaults.shouting.maxConsecutiveCapsWords,
        maxMarks: defaults.shouting.maxConsecutiveMarks,
      };
    case 'clarity.readability':
      return { maxWords: defaults.readability.maxWordsPerSentence };
    case 'excess.links':
      return { perNetwork: perNetwork('maxLinks') };
    case 'excess.hashtags':
      return { perNetwork: perNetwork('maxHashtags') };
    case 'disclosure.missing':
      return { accepted: { en: neutral.disclosure.en, fr: neutral.disclosure.fr } };
    default:
      return {};
  }
}

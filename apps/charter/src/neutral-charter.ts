import { type Article, type Charter, RULES, type Severity, TOPIC_IDS, type TopicOption } from '#charter';
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
  /** In words, for people. */
  except?: string;
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
    articles: rulesOf(neutral).map((rule) => articleOf(neutral, rule, optionsOf(rule, neutral, defaults))),
  };
}

/** All but the networks’ own rules, which hold where a charter names them: its posts are texts on their way, without media. */
function rulesOf({ articles }: NeutralCharter): string[] {
  const named = new Set(articles.flatMap(({ covers }) => covers));
  return [...RULES.keys()].filter((rule) => !rule.startsWith('network.') || named.has(rule));
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
    case 'topic.off_charter':
      return { topics: neutral.topics.offCharter.map(toTopic) };
    case 'topic.forbidden':
      return { topics: neutral.topics.forbidden.map(toTopic), competitors: true };
    default:
      return {};
  }
}

/** Their names of subjects that we have lists for. */
const OURS: Readonly<Record<string, string>> = {
  'recruitment-outside-team-slot': 'recruitment',
  'body-and-health-claims': 'health-promises',
  'health-claims': 'health-promises',
  'legal-or-tax-promises': 'legal-promises',
};

/** What their exceptions mean by the words that describe them. */
const EXCEPTIONS: readonly [RegExp, string][] = [
  [/seasonal|greeting/i, 'seasonal-greetings'],
  [/regulat/i, 'regulatory-watch'],
];

/** Their words are keywords: beside lists of ours they count as weak, alone they are all that is known of a subject. */
function toTopic({ id, exceptSlots, except = '', fr, en }: NeutralTopic): TopicOption {
  const ours = OURS[id] ?? id;
  const strength = TOPIC_IDS.includes(ours) ? 'weak' : 'strong';
  return {
    id: ours,
    exceptIn: exceptSlots ?? [],
    except: EXCEPTIONS.filter(([words]) => words.test(except)).map(([, name]) => name),
    fr: { [strength]: fr.map(asNoun) },
    en: { [strength]: en.map(asNoun) },
  };
}

/** A single word in all its forms as a noun. */
function asNoun(word: string): string {
  return /^\p{L}+$/u.test(word) ? `${word}@n` : word.replace(/[^\p{L}\p{N}' -]/gu, ' ');
}

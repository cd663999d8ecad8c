import type { Language } from '#kernel';
import * as english from './english/index.js';
import * as french from './french/index.js';
import type { GradedLexicon, Purpose, Topic } from './lexicon.js';
import { PLURAL_ADDRESS } from './plural-address.js';
import { TOPIC_EXCEPTIONS } from './topic-exceptions.js';

/** Each list in both languages. */
export const COLD: Readonly<Record<Language, GradedLexicon>> = {
  en: english.englishToneCold,
  fr: french.frenchToneCold,
};
export const AGGRESSIVE: Readonly<Record<Language, GradedLexicon>> = {
  en: english.englishToneAggressive,
  fr: french.frenchToneAggressive,
};
export const DISCRIMINATORY: Readonly<Record<Language, GradedLexicon>> = {
  en: english.englishDiscriminatory,
  fr: french.frenchDiscriminatory,
};
const HEALTH_PROMISES: Readonly<Record<Language, GradedLexicon>> = {
  en: english.englishHealthPromises,
  fr: french.frenchHealthPromises,
};
const LEGAL_PROMISES: Readonly<Record<Language, GradedLexicon>> = {
  en: english.englishLegalPromises,
  fr: french.frenchLegalPromises,
};
export const PRESSURE = { en: english.englishPressure, fr: french.frenchPressure } as const;
export const FORMALITY = { en: english.englishFormality, fr: french.frenchFormality } as const;
export const DISPUTE = { en: english.englishPrivateDispute, fr: french.frenchPrivateDispute } as const;
export const PROFANITY = { en: english.englishProfanity, fr: french.frenchProfanity } as const;
export const POSITIVE = { en: english.englishPositive, fr: french.frenchPositive } as const;
export const INVITATIONS = { en: english.englishInvitations, fr: french.frenchInvitations } as const;
/** Plain wordings that disclose an advertisement. */
export const DISCLOSURE = { en: english.englishDisclosure, fr: french.frenchDisclosure } as const;
export const COMPETITOR_FRAMES = { en: english.englishCompetitorFrames, fr: french.frenchCompetitorFrames } as const;
const TOPICS: Readonly<Record<Language, readonly Topic[]>> = { en: english.englishTopics, fr: french.frenchTopics };

const PROMISES: Readonly<Record<string, { label: Purpose; lists: Readonly<Record<Language, GradedLexicon>> }>> = {
  'health-promises': { label: { en: 'Health promises', fr: 'Promesses de santé' }, lists: HEALTH_PROMISES },
  'legal-promises': {
    label: { en: 'Promises of gain or legality', fr: 'Promesses de gain ou de légalité' },
    lists: LEGAL_PROMISES,
  },
};
const BY_ID: Readonly<Record<Language, ReadonlyMap<string, Topic>>> = { en: byId('en'), fr: byId('fr') };

function byId(language: Language): ReadonlyMap<string, Topic> {
  const promises = Object.entries(PROMISES).map(([id, { label, lists }]) => ({ id, label, ...lists[language] }));
  return new Map([...TOPICS[language], ...promises].map((topic) => [topic.id, topic]));
}

/** Subjects that an article may name without listing their words. */
export const TOPIC_IDS: readonly string[] = [...BY_ID.en.keys()];

export function topicOf(id: string, language: Language): Topic | undefined {
  return BY_ID[language].get(id);
}

/** The lists that rules look for in every text, to be looked for together. */
export function builtInLists(language: Language): readonly (readonly string[])[] {
  const lexicons = [COLD, AGGRESSIVE, DISCRIMINATORY, PRESSURE, FORMALITY, DISPUTE, PROFANITY, INVITATIONS];
  return [
    ...[...lexicons.map((lexicon) => lexicon[language]), ...BY_ID[language].values()].flatMap(listsIn),
    ...Object.values(TOPIC_EXCEPTIONS).map(({ lines }) => lines[language]),
    ...(language === 'fr' ? [PLURAL_ADDRESS] : []),
  ];
}

function listsIn(lexicon: object): (readonly string[])[] {
  return Object.values(lexicon).filter((value): value is readonly string[] => Array.isArray(value));
}

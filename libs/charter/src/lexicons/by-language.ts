import type { Language } from '#kernel';
import * as english from './english/index.js';
import * as french from './french/index.js';
import type { GradedLexicon } from './lexicon.js';

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
export const PRESSURE = { en: english.englishPressure, fr: french.frenchPressure } as const;
export const FORMALITY = { en: english.englishFormality, fr: french.frenchFormality } as const;
export const PROFANITY = { en: english.englishProfanity, fr: french.frenchProfanity } as const;
export const POSITIVE = { en: english.englishPositive, fr: french.frenchPositive } as const;
export const INVITATIONS = { en: english.englishInvitations, fr: french.frenchInvitations } as const;

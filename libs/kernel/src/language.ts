/** The languages in which people are spoken to. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in both languages. */
export type Localised = Readonly<Record<Language, string>>;

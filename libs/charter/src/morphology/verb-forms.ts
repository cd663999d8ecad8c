/** The forms of a verb by what they can do in a sentence. */
export interface VerbForms {
  inf: readonly string[];
  /** Past participle in all its agreements. */
  pp: readonly string[];
  /** Imperatives. */
  imp: readonly string[];
  /** Gerund and present participle. */
  ger: readonly string[];
  /** Every form with a person. */
  fin: readonly string[];
}

export type VerbTag = keyof VerbForms;

export const VERB_TAGS = ['inf', 'pp', 'imp', 'ger', 'fin'] as const satisfies readonly VerbTag[];

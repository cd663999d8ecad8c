import type { Language, Localised } from '#kernel';
import type { BrandVoice } from '../brand-voice.js';
import type { Severity } from '../finding.js';

/** Where an article holds: everything that is named must fit; nothing named fits everywhere. */
export interface Scope {
  networks?: readonly string[];
  formats?: readonly string[];
  slotIds?: readonly string[];
  languages?: readonly Language[];
  pillars?: readonly string[];
  /** Not where this fits. */
  not?: Omit<Scope, 'not'>;
}

/** Texts by which an article shows what it means, by language: those that pass it, and those that it finds. */
export type ArticleExamples = Readonly<
  Partial<Record<Language, { pass?: readonly string[]; fail?: readonly string[] }>>
>;

/** One sentence of a charter and the rule that watches over it. */
export interface Article {
  /** As in `A4`: findings quote it. */
  id: string;
  title: Localised;
  text: Localised;
  /** A rule’s id. */
  rule: string;
  options: Readonly<Record<string, unknown>>;
  severity: Severity;
  scope: Scope;
  /** Whether a finding that blocks may be waived; false when absent. */
  waivable?: boolean;
  examples?: ArticleExamples;
}

/** A charter with all that it inherits. */
export interface Charter {
  voice: BrandVoice;
  articles: readonly Article[];
}

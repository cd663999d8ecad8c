import type { Language, Localised } from '#kernel';
import type { BrandVoice } from './brand-voice.js';
import type { Facts, Need } from './facts.js';
import type { Report, Severity } from './finding.js';
import type { ListGroup } from './patterns/hits.js';
import type { Subject } from './subject.js';
import type { Analysis } from './text/analyse.js';

/** `live`: while somebody types; `sentence`: once a sentence is finished; `gate`: what is absent, or needs the calendar. */
export type Phase = 'live' | 'sentence' | 'gate';

/** A text that shows what a rule means, with what it needs besides the text. */
export interface RuleExample {
  text: string;
  subject?: Partial<Subject>;
  options?: Readonly<Record<string, unknown>>;
  facts?: Partial<Facts>;
  brand?: Partial<BrandVoice>;
  /** The very words that the finding marks; absent for something that is missing. */
  marks?: string;
}

export interface RuleMeta {
  /** `<group>.<name>`; the file is named so. */
  id: string;
  title: Localised;
  /** Why it matters. */
  rationale: Localised;
  /** What an article that does not say gets. */
  severity: Severity;
  /** The least that an article may choose. */
  floor?: Severity;
  phase: Phase;
  /** What it is silent without. */
  needs?: readonly Need[];
  /** JSON Schema (2020-12) of its options. */
  options: object;
  /** By id; `{name}` stands for data. */
  messages: Readonly<Record<string, Localised>>;
  examples: Readonly<Record<Language, { valid: readonly RuleExample[]; invalid: readonly RuleExample[] }>>;
}

/** What a rule may look at. No IO, no clock. */
export interface RuleContext<Options> {
  subject: Subject;
  analysis: Analysis;
  /** The text’s own, or what was declared. */
  language: Language;
  brand: BrandVoice;
  facts: Facts;
  options: Options;
}

/** One kind of judgement, as code; articles give it options, severity and words. */
export interface Rule<Options = Readonly<Record<string, unknown>>> {
  meta: RuleMeta;
  /** What an article gets that leaves an option out. */
  defaults: Options;
  /** Its own lists of words, when it has some: those of all of a charter’s articles are looked for at once. */
  lists?(options: Options, language: Language): ListGroup;
  check(context: RuleContext<Options>): Report[];
}

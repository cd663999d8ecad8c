import type { Localised } from '#kernel';
import type { Span } from './text/quotations.js';

/** What a finding does: shows, asks for another approver, or refuses. */
export type Severity = 'advise' | 'review' | 'block';

export const SEVERITIES = ['advise', 'review', 'block'] as const satisfies readonly Severity[];

export type Confidence = 'certain' | 'likely' | 'hint';

/** A change that would settle a finding. */
export interface Suggestion {
  label: Localised;
  /** UTF-16 code units, half-open. */
  span: Span;
  replacement: string;
}

/** What a rule saw, in ids and data; wording, severity and waivers come later. */
export interface Report {
  messageId: string;
  /** What the charter's author wrote instead of the rule's own message. */
  message?: Localised;
  data?: Readonly<Record<string, string | number>>;
  /** Null for something that is missing. */
  span: Span | null;
  /** The places that together make it; the span alone when absent. */
  evidence?: readonly Span[];
  confidence: Confidence;
  suggestions?: readonly Suggestion[];
}

/** What a person reads. */
export interface Finding {
  ruleId: string;
  kind: string;
  articleId: string;
  severity: Severity;
  confidence: Confidence;
  span: Span | null;
  evidence: readonly Span[];
  message: Localised;
  /** The article’s text. */
  quote: Localised;
  suggestions: readonly Suggestion[];
  /** Of rule, folded evidence and folded sentence: survives edits elsewhere, dies when the sentence changes. */
  fingerprint: string;
  /** Whether somebody may let it pass although it blocks. */
  waivable: boolean;
  /** The waiver that lets it pass. */
  waivedBy: string | null;
}

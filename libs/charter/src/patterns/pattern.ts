import type { VerbTag } from '../morphology/verb-forms.js';
import type { PartOfSpeech } from '../morphology/forms.js';
import type { TokenKind } from '../text/token.js';

/** What a part of a pattern asks of one token. */
export type Item =
  | { type: 'word'; form: string; exact: boolean }
  | { type: 'prefix'; start: string }
  | { type: 'lemma'; lemma: string; part: PartOfSpeech; tags: readonly VerbTag[] | null }
  | { type: 'name'; form: string }
  | { type: 'kind'; kind: TokenKind }
  | { type: 'mark'; mark: '?' | '!' }
  | { type: 'capital' };

export type Node =
  | { type: 'item'; item: Item }
  | { type: 'sequence'; parts: readonly Node[] }
  | { type: 'choice'; options: readonly Node[] }
  | { type: 'optional'; part: Node }
  | { type: 'gap'; min: number; max: number }
  | { type: 'edge'; edge: 'start' | 'end' };

export type ClauseName = 'unless' | 'unless-here' | 'unless-text' | 'with' | 'with-text';
export type Place = 'quote' | 'plain' | 'opening';

export interface Clause {
  name: ClauseName;
  options: readonly Node[];
}

export interface Pattern {
  node: Node;
  clauses: readonly Clause[];
  place: Place | null;
}

export type PatternProblem =
  | 'empty'
  | 'unclosed_group'
  | 'unexpected'
  | 'unknown_class'
  | 'unknown_tag'
  | 'not_a_verb'
  | 'gap_too_wide'
  | 'prefix_too_short'
  | 'unclosed_quote'
  | 'unknown_clause'
  | 'begins_with_gap'
  | 'too_large'
  | 'too_deep';

/** A pattern that says nothing, or that could not be told from others in time. */
export class PatternError extends Error {
  constructor(
    readonly problem: PatternProblem,
    /** Characters from the beginning of the line. */
    readonly column: number,
    readonly found: string,
  ) {
    super(`${problem} at ${column}: ${found}`);
    this.name = 'PatternError';
  }
}

import type { Localised } from '#kernel';
import type { BrandVoice } from '../brand-voice.js';
import type { Severity } from '../finding.js';
import type { ArticleExamples, Scope } from './charter.js';

/** Changes to an inherited list; what is removed and added again stays. */
export interface ListEdit {
  add?: readonly unknown[];
  remove?: readonly unknown[];
}

/**
 * An article as somebody writes it: whole, or, under the id of an inherited one, only what differs. Options are set one by
 * one; a list may be given whole or edited.
 */
export interface ArticleSource {
  id: string;
  title?: Localised;
  text?: Localised;
  rule?: string;
  options?: Readonly<Record<string, unknown>>;
  severity?: Severity;
  scope?: Scope;
  /** Whoever inherits may make it stricter and add to its lists, no more. */
  locked?: boolean;
  /** Somebody may let a finding pass although it blocks. */
  waivable?: boolean;
  /** Does not hold here. */
  off?: boolean;
  examples?: ArticleExamples;
}

/** A brand’s voice as somebody writes it: what is left out is inherited. */
export interface VoiceSource extends Partial<Omit<BrandVoice, 'address' | 'contacts'>> {
  address?: Partial<BrandVoice['address']>;
  contacts?: Partial<BrandVoice['contacts']>;
}

/** A charter as it is written: an agency’s, or a brand’s on top of it. */
export interface CharterSource {
  format: 'marronnier-charter/1';
  name: string;
  voice?: VoiceSource;
  articles: readonly ArticleSource[];
}

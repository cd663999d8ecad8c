import { countCodePoints, countUtf8Bytes } from './encodings.js';
import { countGraphemes } from './graphemes.js';
import { escapeLinkedIn } from './linkedin.js';
import { mastodonLength } from './mastodon.js';
import { threadsLength } from './threads.js';
import { xWeighted } from './x-weighted.js';

/** The ways in which networks count. The lib's README says which network counts how, and where that is written. */
export const COUNTING_UNITS = [
  'graphemes',
  'code_points',
  'utf16_units',
  'utf8_bytes',
  'x_weighted',
  'mastodon',
  'linkedin_escaped',
  'threads',
] as const;

export type CountingUnit = (typeof COUNTING_UNITS)[number];

export interface MeasureOptions {
  /** What a link counts in the unit `mastodon`, as the instance says (`characters_reserved_per_url`); 23 by default. */
  linkLength?: number;
}

/** How long `text` is as a network counts it. Any string has a length: nothing is refused, nothing throws. */
export function measure(text: string, unit: CountingUnit, options: MeasureOptions = {}): number {
  switch (unit) {
    case 'graphemes':
      return countGraphemes(text);
    case 'code_points':
      return countCodePoints(text);
    case 'utf16_units':
      return text.length;
    case 'utf8_bytes':
      return countUtf8Bytes(text);
    case 'x_weighted':
      return xWeighted(text);
    case 'mastodon':
      return mastodonLength(text, options.linkLength);
    case 'linkedin_escaped':
      return escapeLinkedIn(text).length;
    case 'threads':
      return threadsLength(text);
  }
}

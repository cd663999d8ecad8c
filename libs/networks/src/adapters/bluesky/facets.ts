import { measure } from '#counting';
import { findReferences, type Reference } from '../../shaping/references.js';

/** A part of a text that leads somewhere. Offsets in bytes of UTF-8, `end` exclusive (app.bsky.richtext.facet). */
export type Facet = { kind: 'link' | 'tag' | 'mention'; start: number; end: number; value: string };

/** The links, hashtags and handles of a text. Whose a handle is must still be asked. */
export function facetsOf(text: string): Facet[] {
  return findReferences(text).flatMap((reference) => {
    const kind = kindOf(reference);
    if (kind === null) return [];
    const start = measure(text.slice(0, reference.start), 'utf8_bytes');
    const end = start + measure(text.slice(reference.start, reference.end), 'utf8_bytes');
    return [{ kind, start, end, value: kind === 'mention' ? reference.value.toLowerCase() : reference.value }];
  });
}

function kindOf({ kind, value }: Reference): Facet['kind'] | null {
  switch (kind) {
    case 'link':
      return 'link';
    case 'hashtag':
      return measure(value, 'graphemes') <= 64 && measure(value, 'utf8_bytes') <= 640 ? 'tag' : null;
    case 'mention':
      return HANDLE.test(value) ? 'mention' : null;
  }
}

/** https://atproto.com/specs/handle: a host name of two labels at least, the last without a digit in front. */
const HANDLE = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i;

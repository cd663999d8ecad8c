/** A link, hashtag or mention in a text. Offsets in UTF-16 units; `end` exclusive. */
export interface Reference {
  kind: 'link' | 'hashtag' | 'mention';
  start: number;
  end: number;
  /** As written: a link whole, a hashtag without `#`, a mention without its first `@`. */
  value: string;
}

// Alternatives in order: a link holds whatever looks like the others inside it.
const REFERENCE = new RegExp(
  [
    String.raw`(?<link>https?:\/\/[^\s<>"“”«»]+)`,
    // A letter somewhere, as networks ask for: `#1` is a number.
    String.raw`(?<![\p{L}\p{N}_&/])[#＃](?<hashtag>(?=[\p{N}_]*\p{L})[\p{L}\p{M}\p{N}_]+)`,
    String.raw`(?<![\p{L}\p{N}_./@])@(?<mention>[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?(?:@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)?)`,
  ].join('|'),
  'gu',
);

/** All references of a text, left to right, none within another. */
export function findReferences(text: string): Reference[] {
  return [...text.matchAll(REFERENCE)].flatMap((match) => {
    const { link, hashtag, mention } = match.groups ?? {};
    if (link !== undefined) return [reference('link', match.index, withoutTrailing(link))];
    if (hashtag !== undefined) return [reference('hashtag', match.index, hashtag, 1)];
    return mention === undefined ? [] : [reference('mention', match.index, mention, 1)];
  });
}

/** How many of each a text holds. */
export function referencesIn(text: string): { links: number; hashtags: number; mentions: number } {
  const found = findReferences(text);
  const count = (kind: Reference['kind']): number => found.filter((one) => one.kind === kind).length;
  return { links: count('link'), hashtags: count('hashtag'), mentions: count('mention') };
}

function reference(kind: Reference['kind'], start: number, value: string, sign = 0): Reference {
  return { kind, start, end: start + sign + value.length, value };
}

/** What ends a sentence does not end a link, nor does a bracket that the link did not open. */
function withoutTrailing(link: string): string {
  const surplus = { ')': count(link, ')') - count(link, '('), ']': count(link, ']') - count(link, '[') };
  let end = link.length;
  for (; end > 0; end--) {
    const last = link[end - 1]!;
    if ((last === ')' || last === ']') && surplus[last] > 0) surplus[last]--;
    else if (!SENTENCE_ENDS.includes(last)) break;
  }
  return link.slice(0, end);
}

const SENTENCE_ENDS = ".,;:!?'’…";

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

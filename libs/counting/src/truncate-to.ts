import { graphemeEnds, takeGraphemes } from './graphemes.js';
import { mastodonLinks } from './links/mastodon-links.js';
import { xLinks } from './links/x-links.js';
import { type CountingUnit, measure, type MeasureOptions } from './measure.js';

/**
 * A beginning of `text` that measures `max` at most: whole graphemes and, where links have a length of their own, whole
 * links. The longest one, unless cutting a word makes a link of it (`a.com` of `a.community`).
 */
export function truncateTo(text: string, unit: CountingUnit, max: number, options?: MeasureOptions): string {
  if (unit === 'graphemes') return takeGraphemes(text, max);
  if (measure(text, unit, options) <= max) return text;
  const ends = possibleEnds(text, unit);
  let [fits, over] = [0, ends.length];
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if (measure(text.slice(0, ends[middle]), unit, options) <= max) fits = middle;
    else over = middle;
  }
  return text.slice(0, ends[fits]);
}

function possibleEnds(text: string, unit: CountingUnit): number[] {
  const links = linksOf(text, unit);
  const cutsNoLink = (end: number) => !links.some(({ start, length }) => start < end && end < start + length);
  return [0, ...graphemeEnds(text).filter(cutsNoLink)];
}

function linksOf(text: string, unit: CountingUnit) {
  if (unit === 'x_weighted') return xLinks(text);
  return unit === 'mastodon' ? mastodonLinks(text) : [];
}

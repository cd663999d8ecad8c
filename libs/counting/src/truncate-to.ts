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
  const whole = measure(text, unit, options);
  if (whole <= max) return text;
  const ends = possibleEnds(text, unit);
  const fits = (index: number) => measure(text.slice(0, ends[index]), unit, options) <= max;
  const guess = Math.floor((ends.length * max) / whole);
  return text.slice(0, ends[lastThatFits(ends.length, fits, guess)]);
}

/** The last index below `count` that fits, where the first one does: looked for near a guess, in steps that double. */
function lastThatFits(count: number, fits: (index: number) => boolean, guess: number): number {
  const isLow = fits(guess);
  let [last, over] = isLow ? [guess, count] : [0, guess];
  for (let step = 1; step < over - last; step *= 2) {
    const at = isLow ? last + step : over - step;
    const fit = fits(at);
    if (fit) last = at;
    else over = at;
    if (fit !== isLow) break;
  }
  while (over - last > 1) {
    const middle = (last + over) >> 1;
    if (fits(middle)) last = middle;
    else over = middle;
  }
  return last;
}

function possibleEnds(text: string, unit: CountingUnit): number[] {
  const withinLinks = new Set(
    linksOf(text, unit).flatMap(({ start, length }) => Array.from({ length: length - 1 }, (_, at) => start + 1 + at)),
  );
  return [0, ...graphemeEnds(text).filter((end) => !withinLinks.has(end))];
}

function linksOf(text: string, unit: CountingUnit) {
  if (unit === 'x_weighted') return xLinks(text);
  return unit === 'mastodon' ? mastodonLinks(text) : [];
}

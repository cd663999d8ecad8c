import { isPossibleUrl, linkedLength } from './link-rules.js';
import { scanLinks } from './scan-links.js';
import type { Span } from './x-links.js';

const WHITE_SPACE = String.raw`\p{White_Space}`;
const IN_PATH = `[^${WHITE_SPACE}<>()?]`;
const PARENS = String.raw`\((?:${IN_PATH}+|${IN_PATH}*\(${IN_PATH}+\)${IN_PATH}*)\)`;
const ENDS_PATH = String.raw`(?:[^${WHITE_SPACE}()?!*"'「」<>;:=,.$%\[\]~&\|@]|${PARENS})`;
const PATH = `(?:${IN_PATH}*(?:${PARENS}${IN_PATH}*)*${ENDS_PATH}|${IN_PATH}+/)`;
/** RFC 3987's `ucschar` and `iprivate`. */
const BEYOND_ASCII = String.raw`\u{a0}-\u{d7ff}\u{e000}-\u{fdcf}\u{fdf0}-\u{ffef}\u{10000}-\u{10fffd}`;
const QUERY = String.raw`\?[a-z0-9!?*'\(\);:&=+$\/%#\[\]\-_.,~\|@\^${BEYOND_ASCII}]*[a-z0-9_&=#\/\-${BEYOND_ASCII}]`;

const STYLE = {
  protocols: ['gopher', 'gemini', 'https', 'http', 'dweb', 'ipfs', 'ipns', 'dat', 'ssb'],
  tail: new RegExp(`(?::[0-9]+)?(/${PATH}*)?(?:${QUERY})?`, 'iuy'),
};

/** The links of a Mastodon post that the server shortens: those with a protocol, to a domain that it knows. */
export function mastodonLinks(text: string): Span[] {
  if (!text.includes('://')) return [];
  return scanLinks(text, STYLE).flatMap(({ start, url, protocol, domain }) => {
    const length = protocol !== '' && isPossibleUrl(url, protocol, domain) ? linkedLength(url) : 0;
    return length === 0 ? [] : [{ start, length }];
  });
}

import { isPossibleUrl, linkedLength } from './link-rules.js';
import { type FoundLink, scanLinks } from './scan-links.js';
import { endOfTopLevelDomain } from './top-level-domain.js';

/** A link's place in the text. */
export interface Span {
  start: number;
  length: number;
}

const LATIN_MARKS = String.raw`\xc0-\xd6\xd8-\xf6\xf8-\xff\u0100-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff`;
const IN_PATH = String.raw`[a-z0-9\u0400-\u04ff${LATIN_MARKS}!*';:=+,.$/%#[\]\-\u2013_~@|&]`;
const PARENS = String.raw`\((?:${IN_PATH}+|${IN_PATH}*\(${IN_PATH}+\)${IN_PATH}*)\)`;
const ENDS_PATH = String.raw`(?:[a-z0-9\u0400-\u04ff${LATIN_MARKS}+\-=_#/]|${PARENS})`;
const PATH = `(?:${IN_PATH}*(?:${PARENS}${IN_PATH}*)*${ENDS_PATH}|@${IN_PATH}+/)`;
const QUERY = String.raw`\?[a-z0-9!?*'@();:&=+$/%#[\]\-_.,~|]*[a-z0-9\-_&=#/]`;

const STYLE = {
  protocols: ['https', 'http'],
  tail: new RegExp(`(?::[0-9]+)?(/${PATH}*)?(?:${QUERY})?`, 'iy'),
};

/** What a domain without protocol may be made of. */
const LATIN_LABELS = new RegExp(`(?:[-a-z0-9${LATIN_MARKS}]+\\.)+`, 'gi');

/** The links of a post on X, each of which counts 23. After twitter-text 3.1.0 (Apache-2.0), `extractUrlsWithIndices`. */
export function xLinks(text: string): Span[] {
  if (!text.includes('.')) return [];
  return scanLinks(text, STYLE).flatMap((link) => {
    if (!isPossible(link)) return [];
    return link.protocol === '' ? bareLinks(text, link) : fullLink(link);
  });
}

/** Latin letters beside others in a name that claims to be Punycode are no domain. */
function isPossible({ url, protocol, domain }: FoundLink): boolean {
  if (domain.startsWith('xn--') && latinDomains(domain).length === 0) return false;
  return isPossibleUrl(url, protocol || 'https://', domain);
}

function fullLink({ start, url }: FoundLink): Span[] {
  const length = linkedLength(url);
  return length === 0 ? [] : [{ start, length }];
}

/** Of a domain without protocol only the Latin parts are linked, the last one with the path. */
function bareLinks(text: string, { start, url, domain, path }: FoundLink): Span[] {
  if (/[-_./]/.test(text.charAt(start - 1))) return [];
  const spans = latinDomains(domain).map((span) => ({ start: start + span.start, length: span.length }));
  const last = spans.at(-1);
  if (last !== undefined && path !== '') last.length += url.length - domain.length;
  return spans;
}

function latinDomains(domain: string): Span[] {
  const spans: Span[] = [];
  let end = 0;
  LATIN_LABELS.lastIndex = 0;
  for (let found = LATIN_LABELS.exec(domain); found !== null; found = LATIN_LABELS.exec(domain)) {
    const tail = endOfLatinDomain(domain, found.index, LATIN_LABELS.lastIndex);
    if (tail === -1) continue;
    LATIN_LABELS.lastIndex = tail;
    const name = domain.slice(found.index, tail);
    // Its first occurrence, which need not be the one found: twitter-text's way, and X counts so.
    const start = domain.indexOf(name, end);
    end = start + name.length;
    spans.push({ start, length: name.length });
  }
  return spans;
}

/** Where the longest domain ends that consists of labels between `start` and `end` and of a top-level domain. */
function endOfLatinDomain(domain: string, start: number, end: number): number {
  for (let dot = end - 1; dot > start; dot = domain.lastIndexOf('.', dot - 1)) {
    const tail = endOfTopLevelDomain(domain, dot + 1);
    if (tail !== -1) return tail;
  }
  return -1;
}

import type { TokenKind } from './token.js';

/** A stretch of text of one kind, as offsets. */
export interface Chunk {
  start: number;
  end: number;
  kind: TokenKind | 'space' | 'break';
}

const LETTERS = String.raw`\p{L}[\p{L}\p{M}\p{N}]*`;
/** Feminine and plural endings of inclusive writing: vendeur·se·s, client(e)s. */
const ENDING = 'e|s|es|ne|nes|le|les|se|ses|te|tes|euse|euses|trice|trices|rice|rices|(?:è|e\u{300}?)res?|ve|ves|fe|x';
const INCLUSIVE = String.raw`${LETTERS}(?:(?:[·•‧∙.](?:${ENDING})(?![\p{L}\p{M}]))+|\((?:${ENDING})\)s?(?![\p{L}\p{M}]))`;
/** m*rde, f**k, c***: letters hidden by stars; a star that ends a whole word points to a footnote. */
const MASKED = String.raw`(?:\p{L}\p{M}*){1,3}[*#@$]+\p{L}[\p{L}\p{M}]*|\p{L}\p{M}*[*]{2,}`;
const WORD = String.raw`${LETTERS}(?:['’ʼ‘\-‑‐]${LETTERS})*['’]?`;
const DOMAIN = String.raw`(?:[\p{L}\p{N}](?:[\p{L}\p{N}\-]{0,61}[\p{L}\p{N}])?\.){1,6}(?:com|org|net|info|biz|shop|store|app|dev|io|co|me|tv|fr|be|ch|ca|uk|us|de|es|it|eu|lu|pro|paris|bzh|example|test)`;
const URL = String.raw`(?:https?:\/\/|www\.)[^\s<>«»"“”]+|${DOMAIN}(?![\p{L}\p{N}])(?:[\/?#][^\s<>«»"“”]*)?`;

/** What a reader sees as part of the character before: accents, joiners, skin tones, the letters of a flag (UAX #29). */
const EXTENDING = String.raw`[\p{Grapheme_Extend}\p{Mc}\p{Emoji_Modifier}\u{200d}]`;

const KINDS = [
  ['break', String.raw`[^\S\n]*\n\s*`],
  ['space', String.raw`\s+`],
  ['email', String.raw`[\p{L}\p{M}\p{N}._%+\-]{1,64}@${DOMAIN}(?![\p{L}\p{N}])`],
  ['url', URL],
  ['hashtag', String.raw`[#＃](?=[\p{N}_]*\p{L})[\p{L}\p{M}\p{N}_]+`],
  ['handle', String.raw`@[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.\-]*[\p{L}\p{M}\p{N}_]`],
  [
    'emoji',
    String.raw`\p{Regional_Indicator}{2}|(?:\p{Extended_Pictographic}|[#*0-9]\u{fe0f}?\u{20e3})${EXTENDING}*(?:(?<=\u{200d})\p{Extended_Pictographic}${EXTENDING}*)*`,
  ],
  ['number', String.raw`\p{N}+(?:[.,:/]?\p{N}+|[ \u00a0\u202f]\p{N}{3}(?!\p{N}))*(?:h\p{N}{0,2}(?![\p{L}\p{N}]))?`],
  ['masked', MASKED],
  ['inclusive', INCLUSIVE],
  ['word', WORD],
  ['punctuation', String.raw`\.{2,}|\p{P}`],
  ['symbol', String.raw`[^]`],
] as const;

/** What a text must have for these to be tried: most texts have none of it, and each costs a look at every word. */
const NEEDS: readonly [(typeof KINDS)[number][0], RegExp][] = [
  ['email', /@/],
  ['url', /\.[a-z]|:\/\/|www\./],
  ['masked', /[^\s][*#@$]/],
  ['inclusive', /[^\s\d!?.…][·•‧∙.(][^\s.\d]/],
];

interface Scanner {
  pattern: RegExp;
  /** By group. */
  kinds: readonly Chunk['kind'][];
}

/** By which of the needs a text has, a bit for each. */
const scanners = new Map<number, Scanner>();

function scannerFor(text: string): Scanner {
  let had = 0;
  for (const [index, [, need]] of NEEDS.entries()) if (need.test(text)) had |= 1 << index;
  let scanner = scanners.get(had);
  if (!scanner) scanners.set(had, (scanner = createScanner(had)));
  return scanner;
}

function createScanner(had: number): Scanner {
  const lacking = new Set(NEEDS.flatMap(([name], index) => (had & (1 << index) ? [] : [name])));
  const tried = KINDS.filter(([name]) => !lacking.has(name));
  return {
    pattern: new RegExp(`(?:${tried.map(([, source]) => `(${source})`).join('|')})${EXTENDING}*`, 'gu'),
    kinds: tried.map(([name]) => (name === 'masked' || name === 'inclusive' ? 'word' : name)),
  };
}

/** Punctuation at the end of an address belongs to the sentence. */
const TRAILING = ".,;:!?…)]'’*";

/** What a UTF-16 unit may be of what is plain; the end of a text counts as U+0000. */
const [LETTER, DIGIT, JOINING, BLANK, STOP, MARK, CLOSING] = [1, 2, 3, 4, 5, 6, 7];
const NATURES = new Uint8Array(0x10000);
for (let code = 0; code < 0x180; code++) if (/\p{L}/u.test(String.fromCharCode(code))) NATURES[code] = LETTER;
for (const [nature, characters] of [
  [DIGIT, '0123456789'],
  [JOINING, "'’-"],
  [BLANK, ' \n\0'],
  [STOP, '.:'],
  [MARK, ',;!?'],
  [CLOSING, '…"”»)'],
] as const)
  for (let at = 0; at < characters.length; at++) NATURES[characters.charCodeAt(at)] = nature;
const [SPACE, LAST_ASCII] = [0x20, 0x7e];

function natureAt(text: string, at: number): number {
  return NATURES[text.charCodeAt(at) | 0]!;
}

/**
 * A plain word or number, a single space or a lone mark, where what follows cannot make anything else of it; null for all
 * else. It is what the patterns would find, at a fraction of their cost.
 */
function plainAt(text: string, start: number): Chunk | null {
  switch (natureAt(text, start)) {
    case LETTER:
      return plain('word', start, endOfWord(text, start));
    case DIGIT:
      return plain('number', start, endOfNumber(text, start));
    case BLANK:
      return isSingleSpace(text, start) ? plain('space', start, start + 1) : null;
    case STOP:
      return natureAt(text, start + 1) === BLANK ? plain('punctuation', start, start + 1) : null;
    case MARK:
      return text.charCodeAt(start + 1) > LAST_ASCII ? null : plain('punctuation', start, start + 1);
    default:
      return null;
  }
}

function plain(kind: Chunk['kind'], start: number, end: number): Chunk | null {
  return end < 0 ? null : { start, end, kind };
}

function isSingleSpace(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return text.charCodeAt(at) === SPACE && ((next > SPACE && next <= LAST_ASCII) || NATURES[next | 0] === LETTER);
}

function endOfWord(text: string, start: number): number {
  let end = start;
  for (;;) {
    if (natureAt(text, end) !== LETTER) return -1;
    let nature = LETTER;
    while (nature === LETTER || nature === DIGIT) nature = natureAt(text, ++end);
    if (nature === BLANK || nature === MARK || nature === CLOSING) return end;
    if (nature === STOP && natureAt(text, end + 1) === BLANK) return end;
    if (nature !== JOINING) return -1;
    end++;
  }
}

/** Of digits behind which neither thousands nor hours can follow. */
function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (natureAt(text, end) === DIGIT) end++;
  if (text.charCodeAt(end) === SPACE) return natureAt(text, end + 1) === LETTER ? end : -1;
  const nature = natureAt(text, end);
  const isLast = nature === BLANK || ((nature === STOP || nature === MARK) && natureAt(text, end + 1) === BLANK);
  return isLast ? end : -1;
}

/** Cuts a text into stretches of one kind, without a gap. Linear in its length: what may be tried in vain is bounded (RFC 5321, 4.5.3.1). */
export function scan(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let scanner: Scanner | null = null;
  for (let at = 0; at < text.length;) {
    const chunk = plainAt(text, at) ?? matchAt(text, at, (scanner ??= scannerFor(text)));
    chunks.push(chunk);
    at = chunk.end;
  }
  return chunks;
}

/** What the patterns find at a place. */
function matchAt(text: string, start: number, { pattern, kinds }: Scanner): Chunk {
  pattern.lastIndex = start;
  const match = pattern.exec(text)!;
  let group = 1;
  while (match[group] === undefined) group++;
  const kind = kinds[group - 1]!;
  const end = kind === 'url' ? start + withoutTail(match[0]).length : pattern.lastIndex;
  return { start, end, kind };
}

/** The same as `scan`, by the patterns alone: its specs compare. */
export function scanByPatterns(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  const scanner = scannerFor(text);
  for (let at = 0; at < text.length; at = chunks.at(-1)!.end) chunks.push(matchAt(text, at, scanner));
  return chunks;
}

const EXTENSION = new RegExp(`${EXTENDING}+`, 'uy');

/** The end of the character, as a reader sees it, that ends at or goes on beyond an offset. */
export function endOfCharacter(text: string, end: number): number {
  EXTENSION.lastIndex = end;
  return EXTENSION.test(text) ? EXTENSION.lastIndex : end;
}

/** A closing bracket stays when the address opens it, as in Wikipedia’s. */
function withoutTail(url: string): string {
  let end = url.length;
  while (end > 0 && TRAILING.includes(url[end - 1]!)) end--;
  const bare = url.slice(0, end);
  return bare.includes('(') && url.startsWith(`${bare})`) ? `${bare})` : bare;
}

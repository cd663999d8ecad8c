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
const NEEDS: Readonly<Partial<Record<(typeof KINDS)[number][0], RegExp>>> = {
  email: /@/,
  url: /\.[a-z]|:\/\/|www\./,
  masked: /[^\s][*#@$]/,
  inclusive: /[^\s\d!?.…][·•‧∙.(][^\s.\d]/,
};

interface Scanner {
  pattern: RegExp;
  /** By group. */
  kinds: readonly Chunk['kind'][];
}

const scanners = new Map<string, Scanner>();

function scannerFor(text: string): Scanner {
  const tried = KINDS.filter(([name]) => NEEDS[name]?.test(text) ?? true);
  const key = tried.map(([name]) => name).join();
  let scanner = scanners.get(key);
  if (!scanner) {
    const pattern = new RegExp(`(?:${tried.map(([, source]) => `(${source})`).join('|')})${EXTENDING}*`, 'gu');
    const kinds = tried.map(([name]) => (name === 'masked' || name === 'inclusive' ? 'word' : name));
    scanners.set(key, (scanner = { pattern, kinds }));
  }
  return scanner;
}

/** Punctuation at the end of an address belongs to the sentence. */
const TRAILING = ".,;:!?…)]'’*";

/** By character below 0x180: letters, which digits may follow. */
const [LETTER, DIGIT] = [1, 2];
const WORDLY = Uint8Array.from({ length: 0x180 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /\p{L}/u.test(character) ? LETTER : /[0-9]/.test(character) ? DIGIT : 0;
});
/** What makes nothing else of a word that it follows. */
const CLOSING = new Set(Array.from(' \n,;!?"»', (character) => character.charCodeAt(0)));
const JOINING = new Set(Array.from("'’-", (character) => character.charCodeAt(0)));
const [SPACE, NEWLINE, FULL_STOP] = [0x20, 0x0a, 0x2e];
const MARKS = new Set(Array.from(',;!?', (character) => character.charCodeAt(0)));
const LAST_ASCII = 0x7e;

/**
 * A plain word, a single space or a lone mark, where what follows cannot make anything else of it; null for all else.
 * It is what the patterns would find, at a fraction of their cost.
 */
function plainAt(text: string, start: number): Chunk | null {
  const code = text.charCodeAt(start);
  const next = text.charCodeAt(start + 1);
  if (code === SPACE) {
    const isSingle = (next > SPACE && next <= LAST_ASCII) || WORDLY[next] === LETTER;
    return isSingle ? { start, end: start + 1, kind: 'space' } : null;
  }
  if (MARKS.has(code)) return next > LAST_ASCII ? null : { start, end: start + 1, kind: 'punctuation' };
  if (code === FULL_STOP) {
    const isLast = Number.isNaN(next) || next === SPACE || next === NEWLINE;
    return isLast ? { start, end: start + 1, kind: 'punctuation' } : null;
  }
  const end = endOfWord(text, start);
  return end < 0 ? null : { start, end, kind: 'word' };
}

function endOfWord(text: string, start: number): number {
  let end = start;
  for (;;) {
    if (WORDLY[text.charCodeAt(end)] !== LETTER) return -1;
    while (WORDLY[text.charCodeAt(end)]! > 0) end++;
    const next = text.charCodeAt(end);
    if (Number.isNaN(next) || CLOSING.has(next)) return end;
    if (!JOINING.has(next)) return -1;
    end++;
  }
}

/** Cuts a text into stretches of one kind, without a gap. Linear in its length: what may be tried in vain is bounded (RFC 5321, 4.5.3.1). */
export function scan(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let scanner: Scanner | null = null;
  for (let at = 0; at < text.length; at = chunks.at(-1)!.end)
    chunks.push(plainAt(text, at) ?? matchAt(text, at, (scanner ??= scannerFor(text))));
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

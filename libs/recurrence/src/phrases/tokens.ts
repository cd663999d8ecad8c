/** A word, a number or a sign, folded: lower case, no accents, no ligatures. */
export interface Token {
  text: string;
  kind: 'word' | 'number' | 'sign';
  /** Where it stands in the phrase as it was written. */
  start: number;
  end: number;
  /** Nothing stands between it and the token before. */
  glued: boolean;
}

const SIGNS: Readonly<Record<string, string>> = {
  ':': ':',
  '.': '.',
  ',': ',',
  ';': ',',
  '/': '/',
  '&': '&',
  '+': '&',
  '@': '@',
  '-': '-',
  '–': '-',
  '—': '-',
  '‑': '-',
};

/** Cuts a phrase into tokens, in one pass. Signs without meaning here, apostrophes among them, only separate. */
export function tokenise(phrase: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  for (const char of phrase) {
    const end = position + char.length;
    for (const text of fold(char)) add(tokens, text, position, end);
    position = end;
  }
  return tokens.filter((token, index) => token.text !== '.' || isDecimal(tokens, index));
}

function fold(char: string): string {
  const lower = char.toLowerCase().replace('œ', 'oe').replace('æ', 'ae').replace('º', 'o').replace('°', 'o');
  return lower.normalize('NFKD').replaceAll(/\p{M}/gu, '');
}

function add(tokens: Token[], text: string, start: number, end: number): void {
  const kind = /\p{L}/u.test(text) ? 'word' : /[0-9]/.test(text) ? 'number' : 'sign';
  if (kind === 'sign' && SIGNS[text] === undefined) return;
  const last = tokens.at(-1);
  const glued = last !== undefined && last.end >= start;
  if (glued && last.kind === kind && kind !== 'sign') Object.assign(last, { text: last.text + text, end });
  else tokens.push({ text: kind === 'sign' ? SIGNS[text]! : text, kind, start, end, glued });
}

/** A full stop means something between the digits of 9.30 and 24.12.2026 only. */
function isDecimal(tokens: readonly Token[], index: number): boolean {
  const [before, point, after] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  return before?.kind === 'number' && point!.glued && after?.kind === 'number' && after.glued;
}

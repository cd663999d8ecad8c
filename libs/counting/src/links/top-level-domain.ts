import { ASCII_DOMAINS, INTERNATIONAL_DOMAINS } from './top-level-domains.js';

const INTERNATIONAL = new RegExp(`(?:${INTERNATIONAL_DOMAINS.join('|')})(?![0-9a-z@+-])`, 'iy');
const PUNYCODE = /xn--[-0-9a-z]+/iy;
const ASCII_NAME = /[0-9a-z]+(?![0-9a-z@+-])/iy;

/** Where the top-level domain that begins at `start` ends, or -1 when none begins there. */
export function endOfTopLevelDomain(text: string, start: number): number {
  const name = matchAt(ASCII_NAME, text, start);
  if (ASCII_DOMAINS.has(name.toLowerCase())) return start + name.length;
  const other = matchAt(INTERNATIONAL, text, start) || matchAt(PUNYCODE, text, start);
  return other === '' ? -1 : start + other.length;
}

function matchAt(sticky: RegExp, text: string, start: number): string {
  sticky.lastIndex = start;
  return sticky.exec(text)?.[0] ?? '';
}

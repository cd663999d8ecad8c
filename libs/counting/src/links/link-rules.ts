import { punycodeLength } from './punycode-length.js';

const MAX_URL = 4096;
const MAX_LABEL = 63;
const MAX_TCO_SLUG = 40;
const TCO = /^https?:\/\/t\.co\/([a-z0-9]+)(?:\?[a-z0-9!?*'@();:&=+$/%#[\]\-_.,~|]*[a-z0-9\-_&=#/])?/i;

/** Whether a name server could hold the domain and the address is not too long; `protocol` counts once more. */
export function isPossibleUrl(url: string, protocol: string, domain: string): boolean {
  return protocol.length + url.length <= MAX_URL && domain.split('.').every(isPossibleLabel);
}

/** How much of `url` is the link: all of it, but of a t.co address only the slug; 0 when that is too long. */
export function linkedLength(url: string): number {
  const short = TCO.exec(url);
  if (short === null) return url.length;
  return (short[1] ?? '').length > MAX_TCO_SLUG ? 0 : short[0].length;
}

function isPossibleLabel(label: string): boolean {
  return punycodeLength(label) <= MAX_LABEL;
}

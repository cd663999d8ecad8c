import { createHash } from 'node:crypto';
import { AGREEMENT_TTL } from '#channels';

/** A cookie for one agreement, so that several may be under way in one browser. */
export interface BrowserCookie {
  /** `Set-Cookie` (RFC 6265bis §4.1.3): sent back to us alone, on the way back from a network too, and read by no script. */
  keep(key: string): string;
  forget(): string;
  /** What the `Cookie` header holds of it. */
  read(header: string | undefined): string | undefined;
}

/** `state`: the agreement's. Over plain http, on a machine of one's own, browsers take no `__Host-` prefix. */
export function browserCookie(state: string, { publicUrl }: { publicUrl: string }): BrowserCookie {
  const isSecure = publicUrl.startsWith('https:');
  const mark = createHash('sha256').update(`cookie ${state}`).digest('hex').slice(0, 16);
  const name = `${isSecure ? '__Host-' : ''}agreement-${mark}`;
  const set = (value: string, seconds: number): string =>
    `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  return {
    keep: (key) => set(key, AGREEMENT_TTL / 1000),
    forget: () => set('', 0),
    read: (header = '') => pairsOf(header).get(name),
  };
}

function pairsOf(header: string): Map<string, string> {
  const pairs = header.split(';').map((pair) => pair.trim().split('='));
  return new Map(pairs.map(([name = '', ...value]) => [name, value.join('=')]));
}

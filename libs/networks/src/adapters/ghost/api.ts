import type { AdapterError, AdapterIo, HttpOutcome, HttpRequest } from '../../contract.js';
import { typedOrigin } from '../../http/typed-origin.js';
import { manifest } from './manifest.js';
import { type AdminKey, readAdminKey, signToken } from './token.js';

/** A post comes back with its text in two forms. */
const LONGEST_ANSWER = 4 * 1024 * 1024;

/** A channel's way to its site. `base`: up to and with `/ghost/api/admin`. */
export interface Site {
  base: string;
  key: AdminKey;
}

/** Where the site is and how the channel is let in, or why that cannot be. */
export function readSite({ account }: AdapterIo): Site | AdapterError {
  const { host = '', adminKey = '' } = account.credentials;
  const base = baseOf(host);
  const key = readAdminKey(adminKey);
  if (base === null) return unusable('host_invalid', 'The address is not an https address.');
  if (key === null) return unusable('key_invalid', 'The key is not 24 and 64 hexadecimal digits around a colon.');
  return { base, key };
}

/** Treated like a key that no longer works: the owner is told, and what is held leaves once it is mended. */
function unusable(code: string, detail: string): AdapterError {
  return { class: 'auth', code: `ghost.${code}`, phase: 'before_send', detail };
}

/** A site may live in a folder; people also copy the address of its admin pages. */
function baseOf(typed: string): string | null {
  const origin = typedOrigin(typed);
  if (origin === null) return null;
  const address = typed.trim().includes('://') ? typed.trim() : `https://${typed.trim()}`;
  const folder = new URL(address).pathname.replace(/\/ghost(?:\/.*)?$/, '').replace(/\/+$/, '');
  return `${origin}${folder}/ghost/api/admin`;
}

type Call = Pick<HttpRequest, 'method'> & Partial<Pick<HttpRequest, 'headers' | 'body'>> & { path: string };

/** One call under a token of its own. */
export function call({ base, key }: Site, { path, headers = {}, ...rest }: Call, io: AdapterIo): Promise<HttpOutcome> {
  return io.http.send({
    ...rest,
    url: base + path,
    headers: {
      authorization: `Ghost ${signToken(key, io.now)}`,
      'accept-version': manifest.apiVersion,
      accept: 'application/json',
      ...headers,
    },
    deadline: io.deadline,
    userSuppliedHost: true,
    maxAnswerBytes: LONGEST_ANSWER,
  });
}

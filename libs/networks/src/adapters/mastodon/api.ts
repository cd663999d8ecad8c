import type { AdapterError, AdapterIo, HttpOutcome, HttpRequest } from '../../contract.js';
import { typedOrigin } from '../../http/typed-origin.js';

/** Forty statuses with their authors and cards stay below it, and so do a server's rules. */
const LONGEST_ANSWER = 1024 * 1024;

/** An account's way to its server. */
export interface Server {
  origin: string;
  token: string;
}

/** Where the channel lives and how it is let in, or why that cannot be. A token from an agreement goes before a pasted one. */
export function readServer({ account }: AdapterIo): Server | AdapterError {
  const origin = typedOrigin(account.credentials['host'] ?? '');
  const token = account.session?.values['accessToken'] || account.credentials['accessToken']?.trim();
  if (origin === null) return unusable('host_invalid', 'The server is not an https address.');
  if (!token) return unusable('token_missing', 'The channel has no access token.');
  return { origin, token };
}

/** Treated like a token that no longer works: the owner is told, and what is held leaves once it is mended. */
export function unusable(code: string, detail: string): AdapterError {
  return { class: 'auth', code: `mastodon.${code}`, phase: 'before_send', detail };
}

type Call = Pick<HttpRequest, 'method'> & Partial<Pick<HttpRequest, 'headers' | 'body'>> & { path: string };

/** One call in the account's name. The token goes in the header, so that no address holds it. */
export function call(
  { origin, token }: Server,
  { path, headers = {}, ...rest }: Call,
  io: AdapterIo,
): Promise<HttpOutcome> {
  const all = { authorization: `Bearer ${token}`, accept: 'application/json', ...headers };
  return open({ ...rest, headers: all, path }, origin, io);
}

/** One call in nobody's name. */
export function open({ path, ...rest }: Call, origin: string, io: AdapterIo): Promise<HttpOutcome> {
  return io.http.send({
    ...rest,
    url: origin + path,
    deadline: io.deadline,
    userSuppliedHost: true,
    maxAnswerBytes: LONGEST_ANSWER,
  });
}

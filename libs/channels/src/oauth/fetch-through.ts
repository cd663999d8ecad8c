import type { HttpClient } from '#networks';
import type { CustomFetch } from 'openid-client';

/** Milliseconds, and whose host it is. */
export interface FetchLimits {
  deadline: number;
  userSuppliedHost: boolean;
}

/** No trusted answer came; `code` is the http client's. */
export class Unreachable extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = 'Unreachable';
  }
}

/** Statuses whose answers have no body, which `Response` insists on. */
const BODILESS = [204, 205, 304];

/** The `fetch` that the OAuth library is handed: our client, with its guard, its deadline and no redirects. */
export function fetchThrough(http: HttpClient, limits: FetchLimits): CustomFetch {
  return async (url, { body, headers }) => {
    const outcome = await http.send({ method: 'POST', url, headers, body: String(body), ...limits });
    if (outcome.kind === 'failed') throw new Unreachable(outcome.code);
    const { status } = outcome;
    if (status < 200 || status > 599) throw new Unreachable('protocol');
    const answer = asTheRfcHasIt(outcome.body);
    return new Response(BODILESS.includes(status) ? null : answer.body, {
      status,
      headers: answer.type,
    });
  };
}

/**
 * What networks answer, as RFC 6749 §5.1 has it: LinkedIn, Threads and others leave `token_type` out, some call their JSON
 * JavaScript, Instagram's documents wrap the answer in `data`, and an ID token that nobody asked for is not ours to judge.
 */
function asTheRfcHasIt(body: string): { body: string; type: Record<string, string> } {
  const told = readObject(body);
  if (told === null) return { body, type: {} };
  const [wrapped] = Array.isArray(told['data']) ? (told['data'] as unknown[]) : [];
  const answer = isObject(wrapped) && 'access_token' in wrapped ? wrapped : told;
  const { id_token: _unasked, ...rest } = answer;
  const typed = 'access_token' in rest ? { token_type: 'bearer', ...rest } : rest;
  return { body: JSON.stringify(typed), type: { 'content-type': 'application/json' } };
}

function readObject(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

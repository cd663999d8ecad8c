import type {
  AdapterError,
  AdapterIo,
  HttpRequest,
  JsonObject,
  LimitScope,
  Quiet,
  StepEffect,
} from '../../contract.js';
import { type Answered, quietAfter, readObject } from '../../http/answers.js';
import { accessToken, tokenMissing } from '../../http/oauth-session.js';
import { transportError } from '../../transport-error.js';
import { classifyRefusal } from './classify.js';

export interface XCall extends Pick<HttpRequest, 'method' | 'headers' | 'body' | 'maxAnswerBytes'> {
  /** From the API's host on, with its query. */
  path: string;
}

export type XAnswer =
  { kind: 'ok'; status: number; body: JsonObject | undefined; quiet?: Quiet } | { kind: 'failed'; error: AdapterError };

/** One call on behalf of the account. `body` undefined: the answer is no JSON object, or empty. */
export async function callX(io: AdapterIo, effect: StepEffect, call: XCall): Promise<XAnswer> {
  const token = accessToken(io.account);
  if (token === undefined) return { kind: 'failed', error: tokenMissing('x') };
  const { path, headers, ...rest } = call;
  const outcome = await io.http.send({
    ...rest,
    url: `${io.hosts['api']}${path}`,
    headers: { ...headers, authorization: `Bearer ${token}` },
    deadline: io.deadline,
    userSuppliedHost: false,
  });
  if (outcome.kind === 'failed') return { kind: 'failed', error: transportError('x', effect, outcome) };
  if (outcome.status < 200 || outcome.status > 299)
    return { kind: 'failed', error: classifyRefusal(effect, outcome, io.now) };
  return {
    kind: 'ok',
    status: outcome.status,
    body: readObject(outcome.body) ?? undefined,
    ...quietOf(outcome, io.now),
  };
}

/** A call with a JSON body. */
export function jsonCall(path: string, body: JsonObject): XCall {
  return { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** The windows that each answer tells about: the endpoint's, and the day of the account and of the app. */
const WINDOWS: readonly [string, LimitScope][] = [
  ['x-rate-limit', 'endpoint'],
  ['x-user-limit-24hour', 'account'],
  ['x-app-limit-24hour', 'app'],
];

function quietOf({ headers }: Answered, now: Date): { quiet?: Quiet } {
  const found = WINDOWS.flatMap(([name, scope]) => {
    const names = { remaining: `${name}-remaining`, reset: `${name}-reset` };
    return quietAfter(headers, { ...names, format: 'epoch_seconds', scope }, now) ?? [];
  });
  const quiet = found.at(-1);
  return quiet ? { quiet } : {};
}

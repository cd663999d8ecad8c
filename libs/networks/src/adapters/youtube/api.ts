import type { AdapterError, AdapterIo, HttpRequest, JsonObject, StepEffect } from '../../contract.js';
import { type Answered, readObject } from '../../http/answers.js';
import { accessToken, tokenMissing } from '../../http/oauth-session.js';
import { transportError } from '../../transport-error.js';
import { classifyRefusal } from './classify.js';

export interface YouTubeCall extends Pick<HttpRequest, 'method' | 'headers' | 'body' | 'maxAnswerBytes'> {
  /** Below the API's host, or a session's whole address. */
  url: string;
}

export type YouTubeAnswer =
  { kind: 'ok'; answer: Answered; body: JsonObject | undefined } | { kind: 'failed'; error: AdapterError };

/** One call on behalf of the channel. Of an upload session 308 is an answer too: it goes on. */
export async function callYouTube(io: AdapterIo, effect: StepEffect, call: YouTubeCall): Promise<YouTubeAnswer> {
  const token = accessToken(io.account);
  if (token === undefined) return { kind: 'failed', error: tokenMissing('youtube') };
  const { url, headers, ...rest } = call;
  const outcome = await io.http.send({
    ...rest,
    url: url.startsWith('/') ? `${io.hosts['api']}${url}` : url,
    headers: { ...headers, authorization: `Bearer ${token}` },
    deadline: io.deadline,
    userSuppliedHost: false,
  });
  if (outcome.kind === 'failed') return { kind: 'failed', error: transportError('youtube', effect, outcome) };
  const isMore = outcome.status === 308 && !url.startsWith('/');
  const isGood = isMore || (outcome.status >= 200 && outcome.status <= 299);
  if (!isGood) return { kind: 'failed', error: classifyRefusal(effect, outcome, io) };
  return { kind: 'ok', answer: outcome, body: readObject(outcome.body) ?? undefined };
}

/** A call with a JSON body. */
export function jsonCall(method: 'POST' | 'PUT', url: string, body: JsonObject): YouTubeCall {
  return { method, url, headers: { 'content-type': 'application/json; charset=UTF-8' }, body: JSON.stringify(body) };
}

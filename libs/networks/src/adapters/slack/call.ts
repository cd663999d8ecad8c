import type { AdapterIo, HttpRequest, JsonObject, StepEffect } from '../../contract.js';
import { transportError } from '../../transport-error.js';
import { readAnswer, type Told } from './classify.js';
import type { SlackCredentials } from './credentials.js';

/** Bytes of a page of history. */
const PAGE_BYTES = 4 * 1_048_576;

/** A method that reads. */
export function get(
  credentials: SlackCredentials,
  method: string,
  query: Readonly<Record<string, string>>,
  io: AdapterIo,
): Promise<Told> {
  const search = new URLSearchParams(query).toString();
  return send(credentials, `${method}?${search}`, { method: 'GET', maxAnswerBytes: PAGE_BYTES }, 'none', io);
}

/** A method that takes its arguments as JSON. */
export function post(
  credentials: SlackCredentials,
  method: string,
  body: JsonObject,
  effect: StepEffect,
  io: AdapterIo,
): Promise<Told> {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return send(credentials, method, { method: 'POST', headers, body: JSON.stringify(body) }, effect, io);
}

/** A method that takes its arguments as a form. */
export function postForm(
  credentials: SlackCredentials,
  method: string,
  fields: Readonly<Record<string, string>>,
  effect: StepEffect,
  io: AdapterIo,
): Promise<Told> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams(fields).toString();
  return send(credentials, method, { method: 'POST', headers, body }, effect, io);
}

async function send(
  { botToken }: SlackCredentials,
  path: string,
  request: Pick<HttpRequest, 'method' | 'headers' | 'body' | 'maxAnswerBytes'>,
  effect: StepEffect,
  io: AdapterIo,
): Promise<Told> {
  const outcome = await io.http.send({
    ...request,
    url: `${io.hosts['api']}/${path}`,
    headers: { ...request.headers, authorization: `Bearer ${botToken}` },
    deadline: io.deadline,
    userSuppliedHost: false,
  });
  return outcome.kind === 'failed'
    ? { kind: 'refused', error: transportError('slack', effect, outcome) }
    : readAnswer(outcome, effect, io.now);
}

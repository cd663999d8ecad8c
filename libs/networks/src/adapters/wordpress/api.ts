import type { AdapterError, AdapterIo, ByteStream, HttpRequest, Json, JsonObject, StepEffect } from '../../contract.js';
import { type Answered, at, readJson, type Refusal, refusalError, textAt, unreadable } from '../../http/answers.js';
import { typedOrigin } from '../../http/typed-origin.js';
import { transportError } from '../../transport-error.js';

export interface ApiCall {
  method: 'GET' | 'POST' | 'DELETE';
  /** Below the root, such as `/wp/v2/posts`. */
  path: string;
  query?: Readonly<Record<string, string>>;
  json?: JsonObject;
  form?: { headers: Readonly<Record<string, string>>; body: ByteStream };
  effect: StepEffect;
}

export type ApiResult =
  | { kind: 'ok'; json: Json }
  /** `name`: the site's own code; `json`: whatever it said, which must not be shown. */
  | { kind: 'refused'; error: AdapterError; name: string | undefined; json: Json | undefined };

/** Posts with long contents come back whole. */
const LONGEST_ANSWER = 4 * 1024 * 1024;

/** One call of a site's REST API. The site was typed by a person: its address is never trusted. */
export async function api(call: ApiCall, io: AdapterIo): Promise<ApiResult> {
  const root = rootOf(io.account.credentials['site'] ?? '');
  if (root === null) return { kind: 'refused', error: siteInvalid(), name: undefined, json: undefined };
  const outcome = await io.http.send(requestOf(root, call, io));
  if (outcome.kind === 'failed')
    return {
      kind: 'refused',
      error: transportError('wordpress', call.effect, outcome),
      name: undefined,
      json: undefined,
    };
  const json = readJson(outcome.body);
  const name = textAt(json, 'code');
  if (outcome.status < 200 || outcome.status > 299)
    return { kind: 'refused', error: refused(call.effect, outcome, name, json, io.now), name, json };
  if (json !== undefined && typeof json === 'object' && json !== null) return { kind: 'ok', json };
  return { kind: 'refused', error: unreadable('wordpress', call.effect, outcome.status), name, json };
}

/** What a step says of a refusal: the error alone. */
export function failed({ error }: Pick<Extract<ApiResult, { kind: 'refused' }>, 'error'>): {
  kind: 'failed';
  error: AdapterError;
} {
  return { kind: 'failed', error };
}

/** The answer was a success, and is not what such a call answers. */
export function unread(effect: StepEffect): { kind: 'failed'; error: AdapterError } {
  return { kind: 'failed', error: unreadable('wordpress', effect, 200) };
}

/** The number at a key; undefined for anything else. */
export function numberAt(value: Json | undefined, ...path: readonly (string | number)[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' && Number.isSafeInteger(found) ? found : undefined;
}

/** Where the site and its API are. `query`: the API is a parameter of one page, as without pretty permalinks. */
interface Root {
  base: string;
  byQuery: boolean;
}

function rootOf(typed: string): Root | null {
  const origin = typedOrigin(typed);
  if (origin === null) return null;
  // What was typed without a scheme has its path behind the first slash.
  const [, rest = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/?]*(.*)$/i.exec(typed.trim()) ?? [];
  const { pathname, searchParams } = new URL(rest, origin);
  const byQuery = searchParams.has('rest_route');
  const path = byQuery ? pathname : pathname.replace(/\/(wp-json|wp-admin)(\/.*)?$/, '').replace(/\/+$/, '');
  return { base: origin + path, byQuery };
}

/** The address of the site itself, for people; null where none was typed. */
export function siteOf(io: AdapterIo): string | null {
  const root = rootOf(io.account.credentials['site'] ?? '');
  return root && `${root.base.replace(/\/(index\.php)?$/, '')}/`;
}

function requestOf(root: Root, call: ApiCall, io: AdapterIo): HttpRequest {
  const { user = '', applicationPassword = '' } = io.account.credentials;
  const pair = Buffer.from(`${user.trim()}:${applicationPassword.trim()}`).toString('base64');
  const json = call.json && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(call.json) };
  const { headers = {}, body } = call.form ?? json ?? {};
  return {
    method: call.method,
    url: addressOf(root, call),
    headers: { accept: 'application/json', authorization: `Basic ${pair}`, ...headers },
    ...(body === undefined ? {} : { body }),
    deadline: io.deadline,
    userSuppliedHost: true,
    maxAnswerBytes: LONGEST_ANSWER,
  };
}

function addressOf({ base, byQuery }: Root, { path, query = {} }: ApiCall): string {
  const search = new URLSearchParams(byQuery ? { rest_route: path, ...query } : query).toString();
  return `${base}${byQuery ? '' : `/wp-json${path}`}${search === '' ? '' : `?${search}`}`;
}

function siteInvalid(): AdapterError {
  const detail = 'The site is not an https address without credentials.';
  return { class: 'auth', code: 'wordpress.site_invalid', phase: 'before_send', detail };
}

/** The site's own words first: a forbidden type of file comes as 500, missing rights as 403. */
const MEANINGS: Readonly<Record<string, Refusal>> = {
  rest_cannot_publish: { class: 'permanent', code: 'not_allowed' },
  rest_cannot_create: { class: 'permanent', code: 'not_allowed' },
  rest_cannot_edit: { class: 'permanent', code: 'not_allowed' },
  rest_cannot_delete: { class: 'permanent', code: 'not_allowed' },
  rest_cannot_assign_term: { class: 'permanent', code: 'not_allowed' },
  rest_forbidden: { class: 'permanent', code: 'not_allowed' },
  rest_forbidden_context: { class: 'permanent', code: 'not_allowed' },
  // The same refusal of a type: the first for bytes alone, the second for a form.
  rest_upload_sideload_error: { class: 'permanent', code: 'media_refused' },
  rest_upload_unknown_error: { class: 'permanent', code: 'media_refused' },
  rest_upload_file_too_big: { class: 'permanent', code: 'too_large' },
  rest_upload_limited_space: { class: 'permanent', code: 'too_large' },
  rest_comment_closed: { class: 'permanent', code: 'comments_closed' },
  rest_comment_draft_post: { class: 'permanent', code: 'comments_closed' },
  rest_comment_trash_post: { class: 'permanent', code: 'parent_unknown' },
  rest_comment_invalid_post_id: { class: 'permanent', code: 'parent_unknown' },
  rest_no_route: { class: 'permanent', code: 'no_api' },
  rest_post_invalid_id: { class: 'permanent', code: 'draft_gone' },
};

/** WordPress's own word: one comment in fifteen seconds from one author. Milliseconds. */
const COMMENT_FLOOD = 15_000;

function refused(
  effect: StepEffect,
  answer: Answered,
  name: string | undefined,
  json: Json | undefined,
  now: Date,
): AdapterError {
  const told = name === undefined ? {} : { ...meaningOf(name, answer.status, now), networkCode: name };
  const tooLarge = answer.status === 413 ? { code: 'too_large' } : {};
  // A page instead of an answer: nothing there knows the API.
  const elsewhere = answer.status === 404 && json === undefined ? { code: 'no_api' } : {};
  return refusalError('wordpress', effect, answer, now, { ...tooLarge, ...elsewhere, ...told });
}

function meaningOf(name: string, status: number, now: Date): Refusal {
  if (name === 'comment_flood')
    return { class: 'rate_limited', scope: 'endpoint', retryAfter: new Date(now.getTime() + COMMENT_FLOOD) };
  // `rest_authorization_required_code()`: 401 without a user, and 403 once the password was taken. The same codes come with both.
  if (status === 401) return { class: 'auth' };
  return MEANINGS[name] ?? (status === 403 ? { class: 'permanent', code: 'not_allowed' } : {});
}

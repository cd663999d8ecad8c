import type { AdapterError, JsonObject, StepEffect } from '../../contract.js';
import { type Answered, readObject, refusalError, type Refusal, textAt, unreadable } from '../../http/answers.js';

export type Told = { kind: 'told'; body: JsonObject } | { kind: 'refused'; error: AdapterError };

/** Reads an answer of the Web API: `ok` decides, and errors come as `200 {ok: false, error}`. */
export function readAnswer(answer: Answered, effect: StepEffect, now: Date): Told {
  const body = readObject(answer.body);
  if (answer.status === 200 && body?.['ok'] === true) return { kind: 'told', body };
  const name = textAt(body ?? undefined, 'error');
  if (body?.['ok'] === false && name !== undefined)
    return { kind: 'refused', error: refusalError('slack', effect, answer, now, refusalOf(name, body)) };
  const error =
    answer.status === 200 ? unreadable('slack', effect, answer.status) : refusalError('slack', effect, answer, now);
  return { kind: 'refused', error };
}

function refusalOf(name: string, body: JsonObject): Refusal {
  const needed = textAt(body, 'needed');
  // Scopes are names from Slack's documentation; the rest of an answer may quote what it was sent.
  const detail = needed === undefined ? {} : { detail: `Slack answered ${name}: ${needed.slice(0, 200)} is needed.` };
  return { ...ERRORS.get(name), networkCode: name, ...detail };
}

const AUTH: Refusal = { class: 'auth', code: 'unauthorized' };
const LIMITED: Refusal = { class: 'rate_limited', code: 'rate_limited', scope: 'endpoint' };
const NOT_ALLOWED: Refusal = { class: 'permanent', code: 'not_allowed' };
const FILES_REFUSED: Refusal = { class: 'permanent', code: 'files_refused' };
const REFUSED: Refusal = { class: 'permanent', code: 'refused' };

const GROUPS: readonly [Refusal, readonly string[]][] = [
  [
    AUTH,
    ['account_inactive', 'invalid_auth', 'not_allowed_token_type', 'not_authed', 'token_expired', 'token_revoked'],
  ],
  [{ class: 'auth', code: 'missing_scope' }, ['missing_scope']],
  // `message_limit_exceeded`: members of the workspace send too many.
  [LIMITED, ['message_limit_exceeded', 'rate_limited', 'ratelimited']],
  [{ class: 'permanent', code: 'channel_gone' }, ['channel_not_found']],
  [{ class: 'permanent', code: 'not_in_channel' }, ['not_in_channel']],
  [{ class: 'permanent', code: 'archived' }, ['is_archived']],
  [{ class: 'permanent', code: 'message_gone' }, ['message_not_found']],
  [{ class: 'permanent', code: 'upload_gone' }, ['file_deleted', 'file_not_found']],
  [{ class: 'permanent', code: 'too_long' }, ['msg_too_long', 'msg_blocks_too_long']],
  [
    NOT_ALLOWED,
    [
      'access_denied',
      'as_user_not_supported',
      'cant_delete_message',
      'ekm_access_denied',
      'no_permission',
      'org_login_required',
      'posting_to_general_channel_denied',
      'restricted_action',
      'restricted_action_non_threadable_channel',
      'restricted_action_read_only_channel',
      'restricted_action_thread_locked',
      'restricted_action_thread_only_channel',
      'team_access_not_granted',
    ],
  ],
  [
    FILES_REFUSED,
    [
      'blocked_file_type',
      'file_type_not_allowed',
      'file_upload_size_restricted',
      'file_uploads_disabled',
      'file_uploads_except_images_disabled',
    ],
  ],
  [
    REFUSED,
    [
      'alt_txt_too_large',
      'invalid_arg_name',
      'invalid_arguments',
      'invalid_array_arg',
      'invalid_charset',
      'invalid_form_data',
      'invalid_json',
      'invalid_metadata_format',
      'invalid_metadata_schema',
      'invalid_post_type',
      'json_not_object',
      'metadata_must_be_sent_from_app',
      'metadata_too_large',
      'missing_post_type',
      'no_text',
      'thread_not_found',
      'unknown_method',
    ],
  ],
];

/**
 * What proves that nothing was done. Names that are not here, such as `internal_error` and `fatal_error` (“it’s
 * possible some aspect of the operation succeeded”), leave an irreversible step unknown.
 */
const ERRORS: ReadonlyMap<string, Refusal> = new Map(
  GROUPS.flatMap(([refusal, names]) => names.map((name): [string, Refusal] => [name, refusal])),
);

import type { AdapterError, Json, JsonObject, StepEffect } from '../../contract.js';
import { type Answered, at, readObject, refusalError, type Refusal, textAt, unreadable } from '../../http/answers.js';
import { parseRetryAfter } from '../../http/retry-after.js';

export type Told =
  | { kind: 'told'; result: Json }
  /** Nothing was done: the group lives on under another number. */
  | { kind: 'moved'; chatId: string; error: AdapterError }
  | { kind: 'refused'; error: AdapterError };

/** Reads an answer of the Bot API: `{ok, result}` or `{ok: false, error_code, description, parameters}`. */
export function readAnswer(answer: Answered, effect: StepEffect, now: Date): Told {
  const body = readObject(answer.body);
  if (body?.['ok'] === true && body['result'] !== undefined) return { kind: 'told', result: body['result'] };
  if (body?.['ok'] === false) return refused(answer, body, effect, now);
  const error =
    answer.status === 200
      ? unreadable('telegram', effect, answer.status)
      : refusalError('telegram', effect, answer, now);
  return { kind: 'refused', error };
}

function refused(answer: Answered, body: JsonObject, effect: StepEffect, now: Date): Told {
  const code = body['error_code'];
  const status = typeof code === 'number' ? code : answer.status;
  const moved = at(body, 'parameters', 'migrate_to_chat_id');
  const told = typeof moved === 'number' ? migrated(moved) : refusalOf(status, body, now);
  const error = refusalError('telegram', effect, { status, headers: answer.headers }, now, told);
  return typeof moved === 'number' ? { kind: 'moved', chatId: String(moved), error } : { kind: 'refused', error };
}

function migrated(chatId: number): Refusal {
  const detail = `The group became a supergroup: its number is now ${chatId}.`;
  return { class: 'permanent', code: 'chat_migrated', networkCode: '400', detail };
}

function refusalOf(status: number, body: JsonObject, now: Date): Refusal {
  const seconds = at(body, 'parameters', 'retry_after');
  const retryAfter = typeof seconds === 'number' ? parseRetryAfter(String(Math.ceil(seconds)), now) : undefined;
  const known = meaningOf(status, textAt(body, 'description') ?? '');
  return { ...known, networkCode: String(status), ...(retryAfter ? { retryAfter } : {}) };
}

/**
 * The Bot API has a status and an English sentence, no finer codes: the few sentences a person can act on are known by
 * their wording (github.com/TelegramBotAPI/errors), and all others fall back to the status.
 */
const SENTENCES: readonly [RegExp, Refusal][] = [
  [/chat not found|PEER_ID_INVALID/i, { class: 'permanent', code: 'chat_not_found' }],
  [
    /not enough rights|need administrator rights|CHAT_(?:SEND_\w+|WRITE)_FORBIDDEN/i,
    { class: 'permanent', code: 'not_allowed' },
  ],
  [/message to delete not found/i, { class: 'permanent', code: 'message_gone' }],
  [/message can't be deleted/i, { class: 'permanent', code: 'too_late' }],
];

function meaningOf(status: number, description: string): Refusal {
  const known = status === 400 ? SENTENCES.find(([sentence]) => sentence.test(description)) : undefined;
  if (known) return known[1];
  // A token that never was, or a method that is none: only the first can happen here.
  if (status === 404) return { class: 'auth', code: 'unauthorized' };
  // The token is good, and the bot was removed or lacks a right.
  if (status === 403) return { class: 'permanent', code: 'not_allowed' };
  return {};
}

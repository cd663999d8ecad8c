import type { AdapterError } from '../../contract.js';

export interface TelegramCredentials {
  botToken: string;
  /** `@name`, or a number. */
  chatId: string;
  topicId: number | null;
}

// The token becomes a part of the path: anything else could lead the call elsewhere.
const TOKEN = /^\d{1,20}:[A-Za-z0-9_-]{20,100}$/;
const CHAT = /^(?:@[A-Za-z][A-Za-z0-9_]{2,31}|-?\d{1,20})$/;

/** The channel's credentials, or why they cannot work. No value is repeated in the error. */
export function readCredentials(values: Readonly<Record<string, string>>): TelegramCredentials | AdapterError {
  const { botToken = '', chatId = '', topicId = '' } = values;
  if (!TOKEN.test(botToken)) return malformed('token', 'The token is not digits, a colon and letters.');
  if (!CHAT.test(chatId)) return malformed('chat', 'The chat is neither @name nor a number.');
  if (!/^\d{0,15}$/.test(topicId)) return malformed('topic', 'The topic is not a number.');
  return { botToken, chatId, topicId: topicId === '' ? null : Number(topicId) };
}

function malformed(field: string, detail: string): AdapterError {
  return { class: 'auth', code: `telegram.${field}_invalid`, phase: 'before_send', detail };
}

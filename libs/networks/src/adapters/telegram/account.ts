import type { AdapterError, AdapterIo, CheckResult, Json } from '../../contract.js';
import { at, textAt } from '../../http/answers.js';
import { call } from './call.js';
import { readCredentials } from './credentials.js';

/** Who the bot is, which chat it publishes in, and whether it may. */
export async function check(io: AdapterIo): Promise<CheckResult> {
  const credentials = readCredentials(io.account.credentials);
  if ('class' in credentials) return { kind: 'failed', error: credentials };
  const { chatId } = credentials;
  const bot = await call(credentials, 'getMe', {}, 'none', io);
  if (bot.kind !== 'told') return { kind: 'failed', error: bot.error };
  const chat = await call(credentials, 'getChat', { chat_id: chatId }, 'none', io);
  if (chat.kind !== 'told') return { kind: 'failed', error: chat.error };
  const asked = { chat_id: chatId, user_id: at(bot.result, 'id') ?? 0 };
  const member = await call(credentials, 'getChatMember', asked, 'none', io);
  if (member.kind !== 'told') return { kind: 'failed', error: member.error };
  return mayPost(chat.result, member.result) ? accountOf(chat.result, chatId) : { kind: 'failed', error: NOT_ALLOWED };
}

const NOT_ALLOWED: AdapterError = {
  class: 'permanent',
  code: 'telegram.not_allowed',
  phase: 'answered',
  detail: 'The bot may not post in this chat.',
};

/** Of an administrator of a channel the right is asked for; in a group every member may write unless restricted. */
function mayPost(chat: Json, member: Json): boolean {
  const channel = textAt(chat, 'type') === 'channel';
  switch (textAt(member, 'status')) {
    case 'creator':
      return true;
    case 'administrator':
      return !channel || at(member, 'can_post_messages') === true;
    case 'member':
      return !channel;
    case 'restricted':
      return at(member, 'can_send_messages') === true;
    default:
      return false;
  }
}

function accountOf(chat: Json, chatId: string): CheckResult {
  const username = textAt(chat, 'username');
  const url = username === undefined ? null : `https://t.me/${encodeURIComponent(username)}`;
  return { kind: 'ok', account: textAt(chat, 'title') ?? username ?? chatId, url };
}

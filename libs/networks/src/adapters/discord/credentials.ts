import type { AdapterError } from '../../contract.js';

/** The two ways into a channel. A bot can read what it wrote; a webhook only by the id it was answered. */
export type Connection =
  | { kind: 'bot'; token: string; channelId: string }
  | { kind: 'webhook'; id: string; token: string; threadId: string | null };

/** A bot where both are given. No value is repeated in the error. */
export function readConnection(values: Readonly<Record<string, string>>): Connection | AdapterError {
  const { webhookUrl = '', botToken = '', channelId = '' } = values;
  if (botToken !== '') return readBot(botToken, channelId);
  if (webhookUrl !== '') return readWebhook(webhookUrl);
  return malformed('credentials_incomplete', 'There is neither a bot token nor a webhook address.');
}

function readBot(token: string, channelId: string): Connection | AdapterError {
  if (!/^[A-Za-z0-9_.-]{20,200}$/.test(token)) return malformed('token_invalid', 'The bot token is not one.');
  if (!SNOWFLAKE.test(channelId)) return malformed('credentials_incomplete', 'A bot needs the number of its channel.');
  return { kind: 'bot', token, channelId };
}

const SNOWFLAKE = /^\d{15,20}$/;
const HOST = /^(?:(?:ptb|canary)\.)?(?:discord|discordapp)\.com$/;
const PATH = /^\/api(?:\/v\d+)?\/webhooks\/(\d{15,20})\/([A-Za-z0-9_-]{20,200})\/?$/;

/** Only the id and the token of the address are used: where it leads is the manifest's. */
function readWebhook(address: string): Connection | AdapterError {
  const invalid = malformed('webhook_invalid', 'The address is not one of a Discord webhook.');
  if (!URL.canParse(address)) return invalid;
  const { protocol, hostname, pathname, searchParams } = new URL(address);
  const [, id, token] = PATH.exec(pathname) ?? [];
  const threadId = searchParams.get('thread_id');
  if (protocol !== 'https:' || !HOST.test(hostname) || !id || !token) return invalid;
  if (threadId !== null && !SNOWFLAKE.test(threadId)) return invalid;
  return { kind: 'webhook', id, token, threadId };
}

function malformed(code: string, detail: string): AdapterError {
  return { class: 'auth', code: `discord.${code}`, phase: 'before_send', detail };
}

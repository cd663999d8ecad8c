import type { AdapterError, AdapterIo, CheckResult, JsonObject } from '../../contract.js';
import { textAt } from '../../http/answers.js';
import { placePath } from './call.js';
import { type Connection, readConnection } from './credentials.js';
import { ask } from './look.js';

/** Whether the token works and where it publishes. */
export async function check(io: AdapterIo): Promise<CheckResult> {
  const connection = readConnection(io.account.credentials);
  if ('class' in connection) return { kind: 'failed', error: connection };
  const place = await ask(connection, placePath(connection), io);
  if ('error' in place) return { kind: 'failed', error: place.error };
  return connection.kind === 'webhook' ? webhookAccount(place.body) : channelAccount(place.body);
}

function webhookAccount(webhook: JsonObject): CheckResult {
  const url = channelUrl(webhook, textAt(webhook, 'channel_id'));
  return { kind: 'ok', account: textAt(webhook, 'name') ?? 'Webhook', url };
}

/** Text, voice, announcement, the three kinds of threads, stage (resources/channel, Channel Types). */
const WRITABLE: readonly unknown[] = [0, 2, 5, 10, 11, 12, 13];

function channelAccount(channel: JsonObject): CheckResult {
  if (!WRITABLE.includes(channel['type'])) return { kind: 'failed', error: UNFIT };
  const url = channelUrl(channel, textAt(channel, 'id'));
  return { kind: 'ok', account: `#${textAt(channel, 'name') ?? ''}`, url };
}

const UNFIT: AdapterError = {
  class: 'permanent',
  code: 'discord.channel_unfit',
  phase: 'answered',
  detail: 'Messages cannot be sent to a channel of this type.',
};

function channelUrl(place: JsonObject, channelId: string | undefined): string | null {
  const guild = textAt(place, 'guild_id');
  return guild === undefined || channelId === undefined ? null : `https://discord.com/channels/${guild}/${channelId}`;
}

/** Where readers find a message; null where that cannot be learnt, for which no live post fails. */
export async function permalink(
  connection: Connection,
  message: { id: string; channelId: string },
  io: AdapterIo,
): Promise<string | null> {
  const place = await ask(connection, placePath(connection), io);
  const url = 'error' in place ? null : channelUrl(place.body, message.channelId);
  return url && `${url}/${message.id}`;
}

import type { AdapterIo, HttpOutcome, HttpRequest } from '../../contract.js';
import type { Connection } from './credentials.js';

/** “DiscordBot ($url, $versionNumber)”: anything else may be blocked (reference, User Agent). */
const USER_AGENT = 'DiscordBot (marronnier, 1)';

/** One call. A webhook's token is a part of the path, which therefore appears in no error. */
export function call(
  connection: Connection,
  method: HttpRequest['method'],
  path: string,
  io: AdapterIo,
  content: Pick<HttpRequest, 'headers' | 'body' | 'maxAnswerBytes'> = {},
): Promise<HttpOutcome> {
  const authorization: Record<string, string> =
    connection.kind === 'bot' ? { authorization: `Bot ${connection.token}` } : {};
  return io.http.send({
    ...content,
    method,
    url: `${io.hosts['api']}${path}`,
    headers: { 'user-agent': USER_AGENT, ...authorization, ...content.headers },
    deadline: io.deadline,
    userSuppliedHost: false,
  });
}

/** Where messages are made. `threadId`: the forum thread that an earlier unit opened. */
export function messagesPath(connection: Connection, threadId: string | null): string {
  if (connection.kind === 'bot') return `/channels/${connection.channelId}/messages`;
  // Without `wait` a message that is not kept is no error.
  const query = new URLSearchParams({ wait: 'true', ...threadQuery(connection, threadId) });
  return `${webhookPath(connection)}?${query.toString()}`;
}

/** One message of ours, to read or delete it. */
export function messagePath(connection: Connection, id: string, threadId: string | null): string {
  const name = encodeURIComponent(id);
  if (connection.kind === 'bot') return `/channels/${connection.channelId}/messages/${name}`;
  const query = new URLSearchParams(threadQuery(connection, threadId)).toString();
  return `${webhookPath(connection)}/messages/${name}${query === '' ? '' : `?${query}`}`;
}

/** What tells the server and the channel of a connection. */
export function placePath(connection: Connection): string {
  return connection.kind === 'bot' ? `/channels/${connection.channelId}` : webhookPath(connection);
}

function webhookPath({ id, token }: Extract<Connection, { kind: 'webhook' }>): string {
  return `/webhooks/${id}/${token}`;
}

function threadQuery({ threadId }: Extract<Connection, { kind: 'webhook' }>, opened: string | null) {
  const thread = opened ?? threadId;
  const query: Record<string, string> = thread === null ? {} : { thread_id: thread };
  return query;
}

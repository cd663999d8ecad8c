/** A column of sealed values, and what binds each value to its row. */
export interface SealedColumn {
  table: string;
  column: string;
  /** Of the primary key, in the order in which `context` takes their values. */
  key: readonly string[];
  /** The value is a JSON string in a `jsonb` column. */
  json?: true;
  /** Whether every role may read it. */
  readable: boolean;
  context(...key: string[]): string;
}

/** Every sealed column there is. Whoever seals takes the context from here, so that a change of the key finds all of them. */
export const SEALED = {
  credentials: {
    ...{ table: 'channel', column: 'credentials', key: ['id'], readable: true },
    context: (channelId: string) => `channel:${channelId}`,
  },
  session: {
    ...{ table: 'channel', column: 'session', key: ['id'], readable: true },
    context: (channelId: string) => `channel-session:${channelId}`,
  },
  networkApp: {
    ...{ table: 'network_app', column: 'app', key: ['network_id', 'host'], readable: true },
    context: (networkId: string, host: string) => `network-app:${networkId}:${host}`,
  },
  agreement: {
    ...{ table: 'oauth_agreement', column: 'payload', key: ['state_hash'], readable: false },
    context: (stateHash: string) => `oauth-agreement:${stateHash}`,
  },
  answer: {
    ...{ table: 'idempotency_key', column: 'body', key: ['api_key_id', 'key'], json: true, readable: false },
    context: (apiKeyId: string, key: string) => `idempotency_key:${apiKeyId}:${key}`,
  },
} as const satisfies Record<string, SealedColumn>;

/** The sealed text of a column, in SQL. */
export function sealedText({ column, json }: Pick<SealedColumn, 'column' | 'json'>): string {
  return json ? `${column} #>> '{}'` : column;
}

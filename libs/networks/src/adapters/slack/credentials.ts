import type { AdapterError } from '../../contract.js';

export interface SlackCredentials {
  botToken: string;
  channelId: string;
}

/** The channel's credentials, or why they cannot work. Neither value is repeated in the error. */
export function readCredentials(values: Readonly<Record<string, string>>): SlackCredentials | AdapterError {
  const { botToken = '', channelId = '' } = values;
  if (!/^xox[A-Za-z0-9.-]{10,500}$/.test(botToken)) return malformed('token', 'The token does not look like xoxb-…');
  if (!/^[CDG][A-Z0-9]{5,30}$/.test(channelId)) return malformed('channel', 'The channel is not an ID such as C0123.');
  return { botToken, channelId };
}

function malformed(field: string, detail: string): AdapterError {
  return { class: 'auth', code: `slack.${field}_invalid`, phase: 'before_send', detail };
}

import type {
  AccountsResult,
  AdapterError,
  AdapterIo,
  Capabilities,
  CheckResult,
  Json,
  RenewResult,
} from '../../contract.js';
import { textAt } from '../../http/answers.js';
import { renewByRefreshToken } from '../../http/oauth-session.js';
import { list } from './lookup.js';
import { manifest } from './manifest.js';

/** Whose the token is, and how long that channel's videos may be. */
export async function checkYouTube(io: AdapterIo): Promise<CheckResult> {
  const mine = await list(io, 'channels', { part: 'snippet,status', mine: 'true' });
  if (mine.kind === 'failed') return mine;
  const { channelId } = io.account.credentials;
  const channel = mine.items.find((item) => textAt(item, 'id') === channelId);
  if (!channel) return { kind: 'failed', error: mine.items.length === 0 ? CHANNEL_MISSING : OTHER_ACCOUNT };
  const account = textAt(channel, 'snippet', 'title') ?? textAt(channel, 'id') ?? '';
  const url = `https://www.youtube.com/channel/${encodeURIComponent(channelId ?? '')}`;
  return { kind: 'ok', account, url, limits: limitsOf(channel) };
}

/** Channels that are not verified take videos of a quarter of an hour. */
function limitsOf(channel: Json): Partial<Capabilities> {
  const { media } = manifest.capabilities;
  const isLong = textAt(channel, 'status', 'longUploadsStatus') === 'allowed';
  return isLong ? {} : { media: { ...media, video: { ...media.video, maxSeconds: 900 } } };
}

const CHANNEL_MISSING: AdapterError = {
  class: 'auth',
  code: 'youtube.channel_missing',
  phase: 'answered',
  httpStatus: 200,
  detail: 'The account has no channel.',
};

const OTHER_ACCOUNT: AdapterError = {
  class: 'auth',
  code: 'youtube.other_account',
  phase: 'answered',
  httpStatus: 200,
  detail: 'The token belongs to another channel than the one named.',
};

/** The channel that a person has picked while agreeing. */
export async function accountsYouTube(io: AdapterIo): Promise<AccountsResult> {
  const mine = await list(io, 'channels', { part: 'snippet', mine: 'true' });
  if (mine.kind === 'failed') return mine;
  const accounts = mine.items.flatMap((item) => {
    const id = textAt(item, 'id');
    return id === undefined
      ? []
      : [{ id, name: textAt(item, 'snippet', 'title') ?? id, credentials: { channelId: id } }];
  });
  return { kind: 'ok', accounts };
}

export function renewYouTube(io: AdapterIo): Promise<RenewResult> {
  const { clientAuthentication } = manifest.oauth;
  return renewByRefreshToken(io, { prefix: 'youtube', url: `${io.hosts['token']}/token`, clientAuthentication });
}

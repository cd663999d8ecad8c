import type { AdapterError, AdapterIo, Capabilities, CheckResult } from '../../contract.js';
import { textAt, unreadable } from '../../http/answers.js';
import { transportError } from '../../transport-error.js';
import { get } from './call.js';
import { readAnswer } from './classify.js';
import { readCredentials, type SlackCredentials } from './credentials.js';
import { manifest } from './manifest.js';

/** Whether the token works, may post, and may read the channel, which is what an unknown outcome is settled by. */
export async function check(io: AdapterIo): Promise<CheckResult> {
  const credentials = readCredentials(io.account.credentials);
  if ('class' in credentials) return { kind: 'failed', error: credentials };
  const workspace = await identify(credentials, io);
  if ('error' in workspace) return { kind: 'failed', error: workspace.error };
  const { scopes } = workspace;
  if (scopes && !scopes.includes('chat:write')) return { kind: 'failed', error: MISSING_SCOPE };
  const { channelId } = credentials;
  const history = await get(credentials, 'conversations.history', { channel: channelId, limit: '1' }, io);
  if (history.kind === 'refused') return { kind: 'failed', error: history.error };
  const limits = scopes && !scopes.includes('files:write') ? { limits: WITHOUT_FILES } : {};
  return {
    kind: 'ok',
    account: `${workspace.team} · ${channelId}`,
    url: channelUrl(workspace.url, channelId),
    ...limits,
  };
}

const MISSING_SCOPE: AdapterError = {
  class: 'auth',
  code: 'slack.missing_scope',
  phase: 'answered',
  detail: 'The token lacks the scope chat:write.',
};

const WITHOUT_FILES: Partial<Capabilities> = { media: { ...manifest.capabilities.media, maxImages: 0, maxVideos: 0 } };

interface Workspace {
  team: string;
  url: string | undefined;
  /** What the token may do, where the answer's header says it. */
  scopes: readonly string[] | null;
}

/** `auth.test`, read with its headers. */
async function identify({ botToken }: SlackCredentials, io: AdapterIo): Promise<Workspace | { error: AdapterError }> {
  const outcome = await io.http.send({
    method: 'POST',
    url: `${io.hosts['api']}/auth.test`,
    headers: { authorization: `Bearer ${botToken}` },
    deadline: io.deadline,
    userSuppliedHost: false,
  });
  if (outcome.kind === 'failed') return { error: transportError('slack', 'none', outcome) };
  const told = readAnswer(outcome, 'none', io.now);
  if (told.kind === 'refused') return { error: told.error };
  const team = textAt(told.body, 'team');
  if (team === undefined) return { error: unreadable('slack', 'none', outcome.status) };
  const scopes = outcome.headers['x-oauth-scopes']?.split(',').map((scope) => scope.trim()) ?? null;
  return { team, url: textAt(told.body, 'url'), scopes };
}

function channelUrl(workspace: string | undefined, channelId: string): string | null {
  const safe = workspace !== undefined && /^https:\/\/[a-z0-9.-]+\/$/.test(workspace);
  return safe ? `${workspace}archives/${channelId}` : null;
}

import type {
  AccountsResult,
  AdapterError,
  AdapterIo,
  Capabilities,
  CheckResult,
  Issue,
  JsonObject,
  NetworkAdapter,
  PublishPlan,
  Remote,
  RemoveResult,
} from '../../contract.js';
import { textAt, unreadable } from '../../http/answers.js';
import { callGraph, messageUnknown } from '../../graph/call.js';
import { nextContainerStep, prepareContainers, readContainerState } from '../../graph/container-state.js';
import { accountPath, reconcileContainer } from '../../graph/container-look.js';
import { runContainerStep } from '../../graph/containers.js';
import { accountAgreedTo, type LongLivedTokens, renewLongLived } from '../../graph/session.js';
import { withTotalMedia } from '../../graph/total-media.js';
import { validatePlan } from '../../validate-plan.js';
import { renderThreadsPost, threadsIssues, wholeText } from './format.js';
import { manifest } from './manifest.js';
import { api, isGone, network } from './network.js';
import { verifyThreadsPost } from './verify.js';

const TOKENS: LongLivedTokens = { api, exchange: 'th_exchange_token', refresh: 'th_refresh_token' };

export const threadsAdapter: NetworkAdapter = {
  manifest,
  validate,
  render: renderThreadsPost,
  prepare: prepareContainers,
  nextStep: (state) => nextContainerStep(readContainerState(state)),
  run: (step, state, io) => runContainerStep(network, step, readContainerState(state), io),
  reconcile: (state, io) => reconcileContainer(network, readContainerState(state), io),
  verify: (remote, state, io) => verifyThreadsPost(remote, readContainerState(state), io),
  remove,
  check,
  renew: (io) => renewLongLived(TOKENS, io),
  accounts,
};

/** Images and videos in one post, of whichever kind. */
const MOST_MEDIA = 20;

function validate(plan: PublishPlan, capabilities: Capabilities): Issue[] {
  const issues = validatePlan({ ...plan, text: wholeText(plan) }, capabilities, manifest.name);
  return [...withTotalMedia(issues, plan, manifest.name, MOST_MEDIA), ...threadsIssues(plan, manifest.name)];
}

async function remove(remote: Remote, io: AdapterIo): Promise<RemoveResult> {
  if (remote.id === '') return { kind: 'failed', error: messageUnknown(api) };
  const path = encodeURIComponent(remote.id);
  const answer = await callGraph(api, io, { effect: 'harmless', method: 'DELETE', path });
  if (answer.kind === 'ok') return { kind: 'removed' };
  return answer.told && isGone(answer.told) ? { kind: 'already_gone' } : { kind: 'failed', error: answer.error };
}

/** Whose token it is, and whether that account may publish: only then does it tell its quota. */
async function check(io: AdapterIo): Promise<CheckResult> {
  const params = { fields: 'id,username' };
  const me = await callGraph(api, io, { effect: 'none', method: 'GET', path: 'me', params });
  if (me.kind === 'failed') return { kind: 'failed', error: me.error };
  const id = textAt(me.value, 'id');
  const username = textAt(me.value, 'username');
  if (id === undefined || username === undefined) return { kind: 'failed', error: unreadable(api.prefix, 'none', 200) };
  if (id !== io.account.credentials['accountId']) return { kind: 'failed', error: MISMATCH };
  const path = `${accountPath(io)}/threads_publishing_limit`;
  const quota = { fields: 'quota_usage,config,reply_quota_usage,reply_config' };
  const limit = await callGraph(api, io, { effect: 'none', method: 'GET', path, params: quota });
  if (limit.kind === 'failed') return { kind: 'failed', error: limit.error };
  return { kind: 'ok', account: `@${username}`, url: `https://www.threads.net/@${encodeURIComponent(username)}` };
}

const MISMATCH: AdapterError = {
  class: 'permanent',
  code: 'threads.account_mismatch',
  phase: 'answered',
  detail: 'The token belongs to another account than the channel.',
};

function accounts(io: AdapterIo): Promise<AccountsResult> {
  return accountAgreedTo(TOKENS, io, 'id,username', (me: JsonObject) => {
    const id = textAt(me, 'id');
    const username = textAt(me, 'username');
    return id !== undefined && username !== undefined
      ? { id, name: `@${username}`, credentials: { accountId: id } }
      : null;
  });
}

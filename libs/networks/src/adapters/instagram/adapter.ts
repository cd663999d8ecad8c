import type {
  AccountsResult,
  AdapterError,
  AdapterIo,
  Capabilities,
  CheckResult,
  Difference,
  FoundAccount,
  Issue,
  JsonObject,
  NetworkAdapter,
  PublishPlan,
  PublishState,
  ReconcileResult,
  Remote,
  Step,
  StepResult,
  VerifyResult,
} from '../../contract.js';
import { differing, verdict } from '../../differences.js';
import { at, isObject, textAt, unreadable } from '../../http/answers.js';
import { callGraph } from '../../graph/call.js';
import {
  type ContainerState,
  nextContainerStep,
  prepareContainers,
  readContainerState,
} from '../../graph/container-state.js';
import { accountPath, reconcileContainer } from '../../graph/container-look.js';
import { runContainerStep } from '../../graph/containers.js';
import { canonical } from '../../graph/match.js';
import { accountAgreedTo, type LongLivedTokens, renewLongLived } from '../../graph/session.js';
import { withTotalMedia } from '../../graph/total-media.js';
import { validatePlan } from '../../validate-plan.js';
import { COMMENT, comment, reconcileComment } from './comment.js';
import { instagramIssues, renderInstagramPost } from './format.js';
import { manifest } from './manifest.js';
import { api, comparable, mediaIn, network } from './network.js';

const TOKENS: LongLivedTokens = { api, exchange: 'ig_exchange_token', refresh: 'ig_refresh_token' };
/** In a carousel, images and videos together. */
const MOST_MEDIA = 10;

export const instagramAdapter: NetworkAdapter = {
  manifest,
  validate,
  render: renderInstagramPost,
  prepare: prepareContainers,
  nextStep,
  run,
  reconcile,
  verify,
  check,
  renew: (io) => renewLongLived(TOKENS, io),
  accounts,
};

function validate(plan: PublishPlan, capabilities: Capabilities): Issue[] {
  const issues = validatePlan(plan, capabilities, manifest.name);
  return [...withTotalMedia(issues, plan, manifest.name, MOST_MEDIA), ...instagramIssues(plan, manifest.name)];
}

function isComment({ wire }: ContainerState): boolean {
  return wire.kind === 'first_comment';
}

function nextStep(stored: PublishState): Step | null {
  const state = readContainerState(stored);
  if (!isComment(state)) return nextContainerStep(state);
  return state.remote ? null : COMMENT;
}

function run(step: Step, stored: PublishState, io: AdapterIo): Promise<StepResult> {
  const state = readContainerState(stored);
  return isComment(state) ? comment(state, io) : runContainerStep(network, step, state, io);
}

function reconcile(stored: PublishState, io: AdapterIo): Promise<ReconcileResult> {
  const state = readContainerState(stored);
  return isComment(state) ? reconcileComment(state, io) : reconcileContainer(network, state, io);
}

/** Reads the post back. A network that cannot be asked now proves nothing against it. */
async function verify(remote: Remote, stored: PublishState, io: AdapterIo): Promise<VerifyResult> {
  const state = readContainerState(stored);
  if (isComment(state)) return { kind: 'faithful' };
  if (remote.id === state.container) return verdict(['unverified']);
  const params = { fields: 'id,caption,media_type,children{id}' };
  const path = encodeURIComponent(remote.id);
  const answer = await callGraph(api, io, { effect: 'none', method: 'GET', path, params });
  if (answer.kind === 'failed') return verdict(answer.error.code === 'instagram.not_found' ? ['missing'] : []);
  return verdict(differencesOf(answer.value, state));
}

function differencesOf(post: JsonObject, { wire }: ContainerState): Difference[] {
  return differing({
    text: canonical(comparable(textAt(post, 'caption') ?? '')) === canonical(comparable(wire.text)),
    media: mediaIn(post) === wire.media.length,
  });
}

/** Whose token it is, and whether that account may publish: only then does it tell its quota. */
async function check(io: AdapterIo): Promise<CheckResult> {
  const params = { fields: 'user_id,username' };
  const answer = await callGraph(api, io, { effect: 'none', method: 'GET', path: 'me', params });
  if (answer.kind === 'failed') return { kind: 'failed', error: answer.error };
  const me = readMe(answer.value);
  if (!me) return { kind: 'failed', error: unreadable(api.prefix, 'none', 200) };
  if (me.id !== io.account.credentials['accountId']) return { kind: 'failed', error: MISMATCH };
  const path = `${accountPath(io)}/content_publishing_limit`;
  const quota = { fields: 'quota_usage,config' };
  const limit = await callGraph(api, io, { effect: 'none', method: 'GET', path, params: quota });
  if (limit.kind === 'failed') return { kind: 'failed', error: limit.error };
  return { kind: 'ok', account: me.name, url: `https://www.instagram.com/${encodeURIComponent(me.name.slice(1))}/` };
}

const MISMATCH: AdapterError = {
  class: 'permanent',
  code: 'instagram.account_mismatch',
  phase: 'answered',
  detail: 'The token belongs to another account than the channel.',
};

/** Their guide shows the answer in a list, their server gives it bare. */
function readMe(value: JsonObject): Omit<FoundAccount, 'session'> | null {
  const listed = at(value, 'data', 0);
  const me = isObject(listed) ? listed : value;
  const id = textAt(me, 'user_id');
  const username = textAt(me, 'username');
  if (id === undefined || username === undefined) return null;
  return { id, name: `@${username}`, credentials: { accountId: id } };
}

function accounts(io: AdapterIo): Promise<AccountsResult> {
  return accountAgreedTo(TOKENS, io, 'user_id,username', readMe);
}

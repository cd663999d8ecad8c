import type {
  AdapterIo,
  Capabilities,
  Issue,
  NetworkAdapter,
  PublishPlan,
  Remote,
  RemoveResult,
} from '../../contract.js';
import { callGraph } from '../../graph/call.js';
import { validatePlan } from '../../validate-plan.js';
import { accounts, check } from './account.js';
import { idOrAddress, MESSAGE_UNKNOWN, nameIn } from './address.js';
import { api, isGone } from './api.js';
import { facebookIssues, renderFacebookPost, wholeMessage } from './format.js';
import { reconcile, verify } from './look.js';
import { manifest } from './manifest.js';
import { runStep } from './publish.js';
import { nextStep, prepare, readState } from './state.js';

export const facebookPagesAdapter: NetworkAdapter = {
  manifest,
  validate,
  render: renderFacebookPost,
  prepare,
  nextStep: (state) => nextStep(readState(state)),
  run: (step, state, io) => runStep(step, readState(state), io),
  reconcile: (state, io) => reconcile(readState(state), io),
  verify: (remote, state, io) => verify(remote, readState(state), io),
  remove,
  check,
  accounts,
};

function validate(plan: PublishPlan, capabilities: Capabilities): Issue[] {
  const issues = validatePlan({ ...plan, text: wholeMessage(plan) }, capabilities, manifest.name);
  return facebookIssues(issues, plan, manifest.name);
}

async function remove(remote: Remote, io: AdapterIo): Promise<RemoveResult> {
  const name = nameIn(idOrAddress(remote), io);
  if (name === null) return { kind: 'failed', error: MESSAGE_UNKNOWN };
  const path = encodeURIComponent(name);
  const answer = await callGraph(api, io, { effect: 'harmless', method: 'DELETE', path });
  if (answer.kind === 'ok') return { kind: 'removed' };
  return answer.told && isGone(answer.told) ? { kind: 'already_gone' } : { kind: 'failed', error: answer.error };
}

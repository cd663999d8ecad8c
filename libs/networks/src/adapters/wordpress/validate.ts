import type { Capabilities, Issue, PublishPlan } from '../../contract.js';
import { validatePlan } from '../../validate-plan.js';
import { statusOf } from './format.js';
import { manifest } from './manifest.js';

/** What stands in the way of a plan. Only what readers can see takes comments. */
export function validateWordPress(plan: PublishPlan, capabilities: Capabilities): Issue[] {
  const status = statusOf(plan);
  const unseen = plan.firstComment !== null && (status === 'draft' || status === 'pending');
  const params = { network: manifest.name, reason: `status ${status}` };
  const issue: Issue = { level: 'error', path: '/firstComment', code: 'network.option_unfit', params };
  return [...validatePlan(plan, capabilities, manifest.name), ...(unseen ? [issue] : [])];
}

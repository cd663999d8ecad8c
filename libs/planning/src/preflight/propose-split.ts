import { measureText, type PublishPlan, splitThread } from '#networks';
import { LIMITS } from '#posts';
import type { KnownNetwork } from '../check-content.js';
import { type PreflightUnit, unitsOf } from './measure-units.js';

/**
 * A plan whose text is too long, as a post and a thread that its network takes. Null: the text is not too long, the
 * network has no threads, there is a thread already, or no such thread can be made.
 */
export function proposeSplit(network: KnownNetwork, plan: PublishPlan): PreflightUnit[] | null {
  const { text: limit, thread } = network.capabilities;
  const [post] = unitsOf(network, plan);
  if (!thread || plan.thread.length > 0 || !post || post.measure.fits) return null;
  const besideMedia = plan.media.length > 0;
  // What the network adds to the first part it may add to each.
  const reserved = Math.max(0, post.measure.used - measureText(plan.text, limit).used);
  const parts = splitThread(plan.text, limit, { besideMedia, reserved, maxParts: LIMITS.thread + 1 });
  if (!parts || parts.length < 2) return null;
  const [text = '', ...rest] = parts;
  const proposed = { ...plan, text, thread: rest.map((part) => ({ text: part })), firstComment: null };
  const units = unitsOf(network, proposed);
  return units.every(({ measure }) => measure.fits) ? units : null;
}

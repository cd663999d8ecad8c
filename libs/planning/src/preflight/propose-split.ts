import {
  type Capabilities,
  type Issue,
  measureText,
  type NetworkAdapter,
  type PublishPlan,
  splitThread,
  type TextMeasure,
} from '#networks';
import { LIMITS } from '#posts';
import type { KnownNetwork } from '../check-content.js';

export interface ThreadPart {
  text: string;
  measure: TextMeasure;
}

/**
 * The text of a plan that is too long, as a thread that its network takes: the first part is the post's own. Null: it is
 * not too long, the network has no threads, there is a thread already, or no such thread can be made.
 */
export function proposeSplit(plan: PublishPlan, { adapter, capabilities, said }: KnownNetwork): ThreadPart[] | null {
  if (!capabilities.thread || plan.thread.length > 0) return null;
  const besideMedia = plan.media.length > 0;
  const measured = measureText(plan.text, capabilities.text, besideMedia);
  const refused = said.filter(isTooLong);
  if (measured.fits && refused.length === 0) return null;
  const options = { besideMedia, reserved: addedTo(refused, measured), maxParts: LIMITS.thread + 1 };
  const parts = splitThread(plan.text, capabilities.text, options);
  if (!parts || parts.length < 2 || !takes(adapter, plan, capabilities, parts)) return null;
  return parts.map((text, index) => ({
    text,
    measure: measureText(text, capabilities.text, besideMedia && index === 0),
  }));
}

function isTooLong({ code }: Issue): boolean {
  return code === 'network.text_too_long';
}

/** What the adapter counts beyond the text, such as a link that it writes below, or a content warning. */
function addedTo(refused: readonly Issue[], { used, unit }: TextMeasure): number {
  const own = refused.find(({ path, params }) => path === '/text' && params['unit'] === unit);
  return own === undefined ? 0 : Math.max(0, Number(own.params['used']) - used);
}

function takes(
  adapter: NetworkAdapter,
  plan: PublishPlan,
  capabilities: Capabilities,
  [text = '', ...rest]: readonly string[],
): boolean {
  const threaded = { ...plan, text, thread: rest.map((part) => ({ text: part })) };
  return !adapter.validate(threaded, capabilities).some(isTooLong);
}

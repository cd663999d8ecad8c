import { facebookPagesAdapter } from '../../src/adapters/facebook_pages/adapter.js';
import type { ErrorClass, Step } from '../../src/contract.js';
import { FacebookSimulator, type FacebookSimulatorOptions } from '../simulator/facebook_pages.js';
import { GRAPH_NOW, GRAPH_SECRET, type GraphHarness, startGraphHarness } from './graph.js';

export interface FacebookPagesHarness extends GraphHarness<FacebookSimulator> {
  classes(fault: string, step: Step): ErrorClass | 'any' | undefined;
}

/** Facebook, and a channel connected to a page by the page's token. */
export async function startFacebookPagesHarness(
  options: Partial<FacebookSimulatorOptions> = {},
): Promise<FacebookPagesHarness> {
  const network = new FacebookSimulator({ now: () => GRAPH_NOW, clientSecret: GRAPH_SECRET, ...options });
  const harness = await startGraphHarness(facebookPagesAdapter, network, network.pageId);
  // A video that they have taken is out, whatever becomes of the look at it.
  return { ...harness, classes: (fault, step) => (step.id === 'processing' && isRefusal(fault) ? 'any' : undefined) };
}

function isRefusal(fault: string): boolean {
  return /^(status 4(00|04|13|22)|(blocked_address|bad_url|bad_request) )/.test(fault);
}

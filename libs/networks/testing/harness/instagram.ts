import { instagramAdapter } from '../../src/adapters/instagram/adapter.js';
import { InstagramSimulator, type InstagramSimulatorOptions } from '../simulator/instagram.js';
import { GRAPH_NOW, GRAPH_SECRET, type GraphHarness, startGraphHarness } from './graph.js';

export type InstagramHarness = GraphHarness<InstagramSimulator>;

/** Instagram, and a channel connected to it. */
export function startInstagramHarness(options: Partial<InstagramSimulatorOptions> = {}): Promise<InstagramHarness> {
  const network = new InstagramSimulator({ now: () => GRAPH_NOW, clientSecret: GRAPH_SECRET, ...options });
  return startGraphHarness(instagramAdapter, network, network.accountId);
}

import { instagramAdapter } from '../../src/adapters/instagram/adapter.js';
import { InstagramSimulator, type InstagramSimulatorOptions } from '../simulator/instagram.js';
import { type ContainerHarness, GRAPH_NOW, GRAPH_SECRET, startGraphHarness, withContainers } from './graph.js';

export type InstagramHarness = ContainerHarness<InstagramSimulator>;

/** Instagram, and a channel connected to it. */
export async function startInstagramHarness(
  options: Partial<InstagramSimulatorOptions> = {},
): Promise<InstagramHarness> {
  const network = new InstagramSimulator({ now: () => GRAPH_NOW, clientSecret: GRAPH_SECRET, ...options });
  return withContainers(await startGraphHarness(instagramAdapter, network, network.accountId));
}

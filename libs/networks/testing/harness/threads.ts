import { threadsAdapter } from '../../src/adapters/threads/adapter.js';
import { ThreadsSimulator, type ThreadsSimulatorOptions } from '../simulator/threads.js';
import { type ContainerHarness, GRAPH_NOW, GRAPH_SECRET, startGraphHarness, withContainers } from './graph.js';

export type ThreadsHarness = ContainerHarness<ThreadsSimulator>;

/** Threads, and a channel connected to it. */
export async function startThreadsHarness(options: Partial<ThreadsSimulatorOptions> = {}): Promise<ThreadsHarness> {
  const network = new ThreadsSimulator({ now: () => GRAPH_NOW, clientSecret: GRAPH_SECRET, ...options });
  return withContainers(await startGraphHarness(threadsAdapter, network, network.accountId));
}

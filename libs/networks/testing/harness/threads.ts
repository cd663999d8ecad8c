import { threadsAdapter } from '../../src/adapters/threads/adapter.js';
import { ThreadsSimulator, type ThreadsSimulatorOptions } from '../simulator/threads.js';
import { GRAPH_NOW, GRAPH_SECRET, type GraphHarness, startGraphHarness } from './graph.js';

export type ThreadsHarness = GraphHarness<ThreadsSimulator>;

/** Threads, and a channel connected to it. */
export function startThreadsHarness(options: Partial<ThreadsSimulatorOptions> = {}): Promise<ThreadsHarness> {
  const network = new ThreadsSimulator({ now: () => GRAPH_NOW, clientSecret: GRAPH_SECRET, ...options });
  return startGraphHarness(threadsAdapter, network, network.accountId);
}

import type { NetworkAdapter } from '../contract.js';
import { feedAdapter } from './feed/adapter.js';
import { webhookAdapter } from './webhook/adapter.js';

/** Every network this installation knows: one per folder here, in the order of their names. */
export const adapters: readonly NetworkAdapter[] = [feedAdapter, webhookAdapter];

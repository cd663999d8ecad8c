import { canonicalHash } from '#kernel';
import type { NetworkAdapter } from '../../src/contract.js';

/**
 * For networks on which a key names one thing for ever. The contract suite sends several plans of one harness under one
 * key, which the ledger never does: here each content has a key of its own, in each `family` of harnesses.
 */
export function keyedByContent(adapter: NetworkAdapter, family = ''): NetworkAdapter {
  return {
    ...adapter,
    prepare: (unit, seed) => adapter.prepare(unit, { ...seed, key: `${seed.key}.${canonicalHash(unit)}${family}` }),
  };
}

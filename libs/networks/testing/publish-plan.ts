import type { Ancestor, PublishPlan, Seed } from '../src/contract.js';
import type { ContractHarness } from './contract-suite.js';
import { drive, type Settled, withSession } from './drive.js';
import { SAMPLE_SEED } from './sample-plan.js';

type Published = Extract<Settled, { kind: 'published' }>;

/** Publishes every unit of a plan in order, each with the ones before it as its family; throws when one is not live. */
export async function publishPlan(harness: ContractHarness, plan: PublishPlan): Promise<Published[]> {
  const { adapter } = harness;
  const io = await withSession(adapter, harness.io);
  const published: Published[] = [];
  let family: Pick<Seed, 'parent' | 'root'> = { parent: null, root: null };
  for (const [index, unit] of adapter.render(plan, io.account.capabilities).units.entries()) {
    const settled = await drive(adapter, unit, { ...SAMPLE_SEED, key: `${SAMPLE_SEED.key}.${index}`, ...family }, io);
    if (settled.kind !== 'published') throw new Error(`unit ${index} was left to a person`);
    published.push(settled);
    const self: Ancestor = { ...settled.remote, state: settled.state };
    family = { parent: self, root: family.root ?? self };
  }
  return published;
}

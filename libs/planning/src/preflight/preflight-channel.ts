import type { Localised } from '#kernel';
import type { PublishPlan, Reconciliation } from '#networks';
import { type ChannelCheck, type ContentIssue, isFault, type KnownNetwork } from '../check-content.js';
import { type PreflightUnit, unitsOf } from './measure-units.js';
import { proposeSplit } from './propose-split.js';

/** What the network bills, added up. */
export interface PreflightCost {
  amount: number;
  currency: string;
}

/** What would become of a post on one channel, were it sent as it stands. */
export interface ChannelPreflight {
  channelId: string;
  networkId: string;
  networkName: string;
  /** Errors keep the post from being scheduled; warnings and infos are there to be read. */
  issues: ContentIssue[];
  units: PreflightUnit[];
  cost: PreflightCost | null;
  /** What is done about a publication whose outcome nobody knows; null where the network is not known. */
  reconciliation: { kind: Reconciliation; note: Localised } | null;
  /** The text as a thread, when that was asked for, is needed and can be; else null. */
  split: PreflightUnit[] | null;
}

export function preflightChannel(check: ChannelCheck, options: { split: boolean }): ChannelPreflight {
  const { channel, network, issues, plan } = check;
  const common = { channelId: channel.id, networkId: channel.networkId, issues };
  if (!network)
    return { ...common, networkName: channel.networkId, units: [], cost: null, reconciliation: null, split: null };
  const { name, reconciliation } = network.adapter.manifest;
  return {
    ...common,
    networkName: name,
    units: issues.some(isFault) ? unitsOf(network, plan) : unitsSent(network, plan),
    cost: costOf(issues),
    reconciliation,
    split: options.split ? proposeSplit(network, plan) : null,
  };
}

/** What the adapter makes of a plan that nothing stands in the way of: a network may put all of it into one. */
function unitsSent(network: KnownNetwork, plan: PublishPlan): PreflightUnit[] {
  const { adapter, capabilities } = network;
  const written = unitsOf(network, plan);
  const kinds = adapter.render(plan, capabilities).units.map(({ kind }) => kind);
  const left = new Map(kinds.map((kind) => [kind, kinds.filter((other) => other === kind).length]));
  return written.filter(({ kind }) => {
    const more = left.get(kind) ?? 0;
    left.set(kind, more - 1);
    return more > 0;
  });
}

/** Null where nothing is billed; and where currencies differ, which the issues tell one by one. */
function costOf(issues: readonly ContentIssue[]): PreflightCost | null {
  const prices = issues.flatMap(({ code, params }) => (code === 'network.cost' ? [params ?? {}] : []));
  const [currency, ...others] = [...new Set(prices.map((price) => String(price['currency'])))];
  if (currency === undefined || others.length > 0) return null;
  const amount = prices.reduce((sum, price) => sum + Number(price['amount']), 0);
  // Adding up fractions of a cent leaves a tail.
  return { amount: Number(amount.toFixed(6)), currency };
}

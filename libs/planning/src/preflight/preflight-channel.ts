import type { Localised } from '#kernel';
import {
  type Capabilities,
  measureText,
  type NetworkAdapter,
  type PublishPlan,
  type Reconciliation,
  type TextMeasure,
  type UnitKind,
} from '#networks';
import { type ChannelCheck, type ContentIssue, isFault } from '../check-content.js';
import { proposeSplit, type ThreadPart } from './propose-split.js';

/** One thing that a network would be asked to create. */
export interface PreflightUnit {
  kind: UnitKind;
  /** What it says, before the network's own dress. */
  text: string;
  measure: TextMeasure;
}

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
  split: ThreadPart[] | null;
}

export function preflightChannel(check: ChannelCheck, options: { split: boolean }): ChannelPreflight {
  const { channel, network, issues, plan } = check;
  const common = { channelId: channel.id, networkId: channel.networkId, issues };
  if (!network)
    return { ...common, networkName: channel.networkId, units: [], cost: null, reconciliation: null, split: null };
  const { adapter, capabilities } = network;
  const { name, reconciliation } = adapter.manifest;
  const isRefused = issues.some(isFault);
  return {
    ...common,
    networkName: name,
    units: isRefused ? unitsWritten(plan, capabilities) : unitsSent(adapter, plan, capabilities),
    cost: costOf(issues),
    reconciliation,
    split: options.split ? proposeSplit(plan, network) : null,
  };
}

/** The units that the adapter makes of the plan: the same as at the send. */
function unitsSent(adapter: NetworkAdapter, plan: PublishPlan, capabilities: Capabilities): PreflightUnit[] {
  const written = unitsWritten(plan, capabilities);
  const made = adapter.render(plan, capabilities).units;
  return made.map(({ kind }, index) => {
    const nth = made.slice(0, index).filter((unit) => unit.kind === kind).length;
    const text = written.filter((unit) => unit.kind === kind)[nth]?.text ?? '';
    return unitOf(kind, text, plan, capabilities);
  });
}

/** The units that the plan asks for; what is refused is not rendered. */
function unitsWritten(plan: PublishPlan, capabilities: Capabilities): PreflightUnit[] {
  const { text, thread, firstComment } = plan;
  const texts: [UnitKind, string][] = [
    ['post', text],
    ...thread.map((part): [UnitKind, string] => ['thread', part.text]),
    ...(firstComment === null ? [] : [['first_comment', firstComment] as [UnitKind, string]]),
  ];
  return texts.map(([kind, part]) => unitOf(kind, part, plan, capabilities));
}

function unitOf(kind: UnitKind, text: string, { media }: PublishPlan, { text: limit }: Capabilities): PreflightUnit {
  return { kind, text, measure: measureText(text, limit, kind === 'post' && media.length > 0) };
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

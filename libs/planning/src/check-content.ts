import { capabilitiesOf, type ChannelFacts } from '#channels';
import { DomainError, type ErrorCode, ERRORS, type FieldError } from '#kernel';
import type { Capabilities, Issue, NetworkAdapter, NetworkRegistry, PublishPlan } from '#networks';
import { planFor, type PostSnapshot } from '#posts';
import { optionFaults } from './check-options.js';

/** What a network says of a post, at the field that the caller sent. Only `error` stands in the way. */
export interface ContentIssue extends FieldError {
  level: Issue['level'];
}

export interface KnownNetwork {
  adapter: NetworkAdapter;
  /** The account's. */
  capabilities: Capabilities;
}

/** What one channel would get, and what is to be said of it. */
export interface ChannelCheck {
  channel: ChannelFacts;
  plan: PublishPlan;
  /** Null: this build does not know the network. */
  network: KnownNetwork | null;
  issues: ContentIssue[];
}

/**
 * Checks that every channel's network takes what it would get.
 * @throws DomainError `post.content_empty`, or `post.content_refused` with all that stands in the way
 */
export function checkContent(
  snapshot: PostSnapshot,
  channels: readonly ChannelFacts[],
  registry: NetworkRegistry,
): void {
  const checks = checkChannels(snapshot, channels, registry);
  if (saysNothing(checks)) throw DomainError.at('/content', 'post.content_empty');
  const faults = checks.flatMap(({ issues }) => issues.filter(isFault).map(({ level: _, ...fault }) => fault));
  if (faults.length > 0) throw new DomainError('post.content_refused', {}, faults);
}

/** What each channel would get, with everything that its network says of it. Preflight and send ask nothing else. */
export function checkChannels(
  snapshot: PostSnapshot,
  channels: readonly ChannelFacts[],
  registry: NetworkRegistry,
): ChannelCheck[] {
  return channels.map((channel) => checkChannel(snapshot, channel, registry.get(channel.networkId)));
}

/** No channel has anything to publish. */
export function saysNothing(checks: readonly ChannelCheck[]): boolean {
  return checks.every(({ plan }) => isEmpty(plan));
}

export function isFault({ level }: ContentIssue): boolean {
  return level === 'error';
}

function isEmpty({ text, media, poll, link }: PublishPlan): boolean {
  return text.trim() === '' && media.length === 0 && poll === null && link === null;
}

function checkChannel(
  snapshot: PostSnapshot,
  channel: ChannelFacts,
  adapter: NetworkAdapter | undefined,
): ChannelCheck {
  const { id, networkId, limits } = channel;
  const plan = planFor(snapshot, id);
  if (!adapter) {
    const pointer = `/channelIds/${snapshot.channelIds.indexOf(id)}`;
    const unknown: ContentIssue = { level: 'error', pointer, code: 'network.unknown', params: { networkId } };
    return { channel, plan, network: null, issues: [unknown] };
  }
  const capabilities = capabilitiesOf(adapter.manifest.capabilities, limits);
  const issues = adapter.validate(plan, capabilities).map((issue) => toContentIssue(issue, snapshot, id));
  const options = optionFaults(plan.options, adapter.manifest.optionsSchema, `/variants/${id}/options`);
  const refused = options.map((fault): ContentIssue => ({ level: 'error', ...fault }));
  return { channel, plan, network: { adapter, capabilities }, issues: [...issues, ...refused] };
}

/** An issue points into a plan; the caller is shown the field that the plan got it from. */
function toContentIssue({ level, path, code, params }: Issue, snapshot: PostSnapshot, channelId: string): ContentIssue {
  const [part = '', ...rest] = path.slice(1).split('/');
  const field = part === 'media' ? 'mediaIds' : part;
  const isOwn = Object.hasOwn(snapshot.variants[channelId] ?? {}, field);
  const pointer = [isOwn ? `/variants/${channelId}` : '/content', field, ...rest].join('/');
  return { level, pointer, code: isErrorCode(code) ? code : 'post.content_refused', params };
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

import { capabilitiesOf, type ChannelFacts } from '#channels';
import { DomainError, type ErrorCode, ERRORS, type FieldError } from '#kernel';
import type { Issue, NetworkRegistry, PublishPlan } from '#networks';
import { planFor, type PostSnapshot } from '#posts';
import { optionFaults } from './check-options.js';

/**
 * Checks that every channel's network takes what it would get.
 * @throws DomainError `post.content_empty`, or `post.content_refused` with all that stands in the way
 */
export function checkContent(
  snapshot: PostSnapshot,
  channels: readonly ChannelFacts[],
  registry: NetworkRegistry,
): void {
  const plans = channels.map(({ id }) => planFor(snapshot, id));
  if (plans.every(isEmpty)) throw DomainError.at('/content', 'post.content_empty');
  const faults = channels.flatMap((channel, index) => faultsOf(snapshot, channel, plans[index]!, registry));
  if (faults.length > 0) throw new DomainError('post.content_refused', {}, faults);
}

function isEmpty({ text, media, poll, link }: PublishPlan): boolean {
  return text.trim() === '' && media.length === 0 && poll === null && link === null;
}

function faultsOf(
  snapshot: PostSnapshot,
  channel: ChannelFacts,
  plan: PublishPlan,
  registry: NetworkRegistry,
): FieldError[] {
  const { id, networkId, limits } = channel;
  const adapter = registry.get(networkId);
  if (!adapter) {
    const pointer = `/channelIds/${snapshot.channelIds.indexOf(id)}`;
    return [{ pointer, code: 'network.unknown', params: { networkId } }];
  }
  const { capabilities, optionsSchema } = adapter.manifest;
  const issues = adapter.validate(plan, capabilitiesOf(capabilities, limits));
  const refused = issues.filter(({ level }) => level === 'error').map((issue) => toFault(issue, snapshot, id));
  return [...refused, ...optionFaults(plan.options, optionsSchema, `/variants/${id}/options`)];
}

/** An issue points into a plan; the caller is shown the field that the plan got it from. */
function toFault({ path, code, params }: Issue, snapshot: PostSnapshot, channelId: string): FieldError {
  const [part = '', ...rest] = path.slice(1).split('/');
  const field = part === 'media' ? 'mediaIds' : part;
  const isOwn = Object.hasOwn(snapshot.variants[channelId] ?? {}, field);
  const pointer = [isOwn ? `/variants/${channelId}` : '/content', field, ...rest].join('/');
  return { pointer, code: isErrorCode(code) ? code : 'post.content_refused', params };
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

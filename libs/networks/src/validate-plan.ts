import { measure } from '#counting';
import type { ErrorCode } from '#kernel';
import { ANY_TYPE, type Capabilities, type Issue, type PublishPlan } from './contract.js';

type NetworkCode = Extract<ErrorCode, `network.${string}`>;

/** What is checked: a plan, what the account may publish, and the network's name for people. */
export interface PlanCheck {
  plan: PublishPlan;
  capabilities: Capabilities;
  network: string;
}

/** What stands in the way of `plan`, as far as capabilities alone can tell. Adapters add what only they know. */
export function validatePlan(plan: PublishPlan, capabilities: Capabilities, network: string): Issue[] {
  const check: PlanCheck = { plan, capabilities, network };
  return [emptyContent, longTexts, tooManyMedia, refusedTypes, refusedPoll, refusedExtras].flatMap((look) =>
    look(check),
  );
}

function emptyContent(check: PlanCheck): Issue[] {
  const { text, media, poll, link, thread } = check.plan;
  const empty = isBlank(text) && media.length === 0 && poll === null && link === null;
  const blankParts = thread.flatMap((part, index) => (isBlank(part.text) ? [`/thread/${index}/text`] : []));
  return [...(empty ? ['/text'] : []), ...blankParts].map((path) => refuse(check, path, 'network.content_empty'));
}

function longTexts(check: PlanCheck): Issue[] {
  const { text, thread, firstComment } = check.plan;
  const parts = thread.map((part, index) => ({ path: `/thread/${index}/text`, text: part.text }));
  const comment = firstComment === null ? [] : [{ path: '/firstComment', text: firstComment }];
  return [{ path: '/text', text }, ...parts, ...comment].flatMap((part) => longText(check, part.path, part.text));
}

function longText(check: PlanCheck, path: string, text: string): Issue[] {
  const { max, unit, enforced, linkLength } = check.capabilities.text;
  if (max === null) return [];
  const used = measure(text, unit, { linkLength });
  if (used <= max) return [];
  const issue = refuse(check, path, 'network.text_too_long', { max, unit, used });
  return [enforced ? issue : { ...issue, level: 'warn' }];
}

function tooManyMedia(check: PlanCheck): Issue[] {
  const { maxImages, maxVideos } = check.capabilities.media;
  return [...countMedia(check, 'image', maxImages), ...countMedia(check, 'video', maxVideos)];
}

function countMedia(check: PlanCheck, kind: 'image' | 'video', max: number): Issue[] {
  const used = check.plan.media.filter(({ mimeType }) => mimeType.startsWith(`${kind}/`)).length;
  return used > max ? [refuse(check, '/media', 'network.media_too_many', { max, used, kind })] : [];
}

function refusedTypes(check: PlanCheck): Issue[] {
  const { mimeTypes } = check.capabilities.media;
  return check.plan.media.flatMap(({ mimeType }, index) =>
    mimeTypes.includes(mimeType) || mimeTypes.includes(ANY_TYPE)
      ? []
      : [refuse(check, `/media/${index}`, 'network.media_type_refused', { mimeType })],
  );
}

function refusedPoll(check: PlanCheck): Issue[] {
  const { poll } = check.plan;
  const limits = check.capabilities.poll;
  if (poll === null) return [];
  if (limits === null) return [refuse(check, '/poll', 'network.poll_refused')];
  const count = poll.options.length;
  const wrongCount = count < 2 || count > limits.maxOptions;
  const options = wrongCount
    ? [refuse(check, '/poll/options', 'network.poll_refused', { max: limits.maxOptions })]
    : [];
  return [...options, ...wrongOptions(check, poll.options, limits.maxOptionLength)];
}

function wrongOptions(check: PlanCheck, options: readonly string[], max: number): Issue[] {
  return options.flatMap((option, index) => {
    const used = measure(option, check.capabilities.text.unit);
    const fits = used <= max && !isBlank(option);
    return fits ? [] : [refuse(check, `/poll/options/${index}`, 'network.poll_refused', { max, used })];
  });
}

function refusedExtras(check: PlanCheck): Issue[] {
  const { plan, capabilities } = check;
  const refused: [boolean, string, NetworkCode][] = [
    [plan.thread.length > 0 && !capabilities.thread, '/thread', 'network.thread_refused'],
    [plan.firstComment !== null && !capabilities.firstComment, '/firstComment', 'network.first_comment_refused'],
    [plan.link !== null && !capabilities.link, '/link', 'network.link_refused'],
  ];
  return refused.flatMap(([applies, path, code]) => (applies ? [refuse(check, path, code)] : []));
}

function refuse(check: PlanCheck, path: string, code: NetworkCode, params: Issue['params'] = {}): Issue {
  return { level: 'error', path, code, params: { network: check.network, ...params } };
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

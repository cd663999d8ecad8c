import type { Issue, PlannedMedia, PublishPlan, RenderedPost, RenderedUnit } from '../../contract.js';
import type { ContainerMedium, ContainerWire } from '../../graph/container-state.js';
import { kindOf } from '../../graph/media-fit.js';
import { findReferences } from '../../shaping/references.js';

/** One unit for the post, each further part, and the first comment; the latter two are replies, and text alone. */
export function renderThreadsPost(plan: PublishPlan): RenderedPost {
  const parts = plan.thread.map(({ text }) => reply('thread', text));
  const comment = plan.firstComment === null ? [] : [reply('first_comment', plan.firstComment)];
  return { units: [{ kind: 'post', wire: postWire(plan) }, ...parts, ...comment] };
}

function reply(kind: 'thread' | 'first_comment', text: string): RenderedUnit {
  return { kind, wire: { kind, text, params: { media_type: 'TEXT', text }, media: [] } satisfies ContainerWire };
}

function postWire(plan: PublishPlan): ContainerWire {
  const text = wholeText(plan);
  return { kind: 'post', text, params: postParams(plan, text), media: plan.media.map(mediumOf) };
}

function mediumOf({ mediaId, mimeType, altText }: PlannedMedia): ContainerMedium {
  return { mediaId, kind: kindOf(mimeType), altText };
}

function postParams(plan: PublishPlan, text: string): Record<string, string> {
  const { replyControl, topicTag } = plan.options;
  return {
    ...(plan.media.length === 0 ? { media_type: 'TEXT' } : {}),
    ...(text === '' ? {} : { text }),
    ...(attachesLink(plan) && plan.link !== null ? { link_attachment: plan.link } : {}),
    ...(plan.poll === null ? {} : { poll_attachment: pollAttachment(plan.poll.options) }),
    ...(typeof replyControl === 'string' ? { reply_control: replyControl } : {}),
    ...(typeof topicTag === 'string' ? { topic_tag: topicTag } : {}),
  };
}

/** They take one for a post of text alone that says something itself. */
function attachesLink({ media, poll, text }: PublishPlan): boolean {
  return media.length === 0 && poll === null && text.trim() !== '';
}

/** The text as it is sent: a poll's question, and a link that cannot be attached, are part of it. */
export function wholeText(plan: PublishPlan): string {
  const { text, poll, link } = plan;
  const question = poll && !text.includes(poll.question) ? [poll.question] : [];
  const written = link !== null && !attachesLink(plan) && !text.includes(link) ? [link] : [];
  return [text, ...question, ...written].filter((part) => part.trim() !== '').join('\n\n');
}

const OPTION_NAMES = ['option_a', 'option_b', 'option_c', 'option_d'];

function pollAttachment(options: readonly string[]): string {
  return JSON.stringify(Object.fromEntries(options.map((option, index) => [OPTION_NAMES[index] ?? '', option])));
}

/** What only Threads knows. */
export function threadsIssues(plan: PublishPlan, network: string): Issue[] {
  const found: [boolean, Issue][] = [
    [isLinkTooMany(plan), links(plan, network)],
    [plan.poll !== null && plan.poll.duration !== 'P1D', duration(network)],
    [plan.text.trim() === '' && plan.media.length === 0 && plan.link !== null, spoken(network)],
  ];
  return found.flatMap(([applies, issue]) => (applies ? [issue] : []));
}

const MOST_LINKS = 5;

/** The attached link counts where the text does not have it; one too many in the text itself is seen to elsewhere. */
function isLinkTooMany(plan: PublishPlan): boolean {
  const inText = findReferences(plan.text).filter(({ kind }) => kind === 'link').length;
  return inText <= MOST_LINKS && linksOf(plan).size > MOST_LINKS;
}

function linksOf({ text, link }: PublishPlan): Set<string> {
  const written = findReferences(text).flatMap(({ kind, value }) => (kind === 'link' ? [value] : []));
  return new Set([...written, ...(link === null ? [] : [link])]);
}

function links(plan: PublishPlan, network: string): Issue {
  const params = { network, kind: 'links', max: MOST_LINKS, used: linksOf(plan).size };
  return { level: 'error', path: '/link', code: 'network.references_too_many', params };
}

/** Only others say so, and the interface has no way to ask for another. */
function duration(network: string): Issue {
  return { level: 'warn', path: '/poll/duration', code: 'network.poll_duration', params: { network, choices: 'P1D' } };
}

/** A link alone is sent as the text, which Threads then previews. */
function spoken(network: string): Issue {
  const params = { network, reason: 'link → text' };
  return { level: 'info', path: '/link', code: 'network.text_altered', params };
}

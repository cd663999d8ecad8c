import type { Issue, JsonObject, PublishPlan, RenderedPost } from '../../contract.js';
import { textWithLink } from '../../shaping/text-with-link.js';
import { ADVISED_TEXT, manifest } from './manifest.js';

/** One message as the adapter stores it. The text is mrkdwn, with its control characters escaped. */
export type SlackWire = {
  version: 1;
  text: string;
  media: { mediaId: string; mimeType: string; altText: string | null }[];
  unfurlLinks: boolean;
  unfurlMedia: boolean;
};

export function renderSlackPost(plan: PublishPlan): RenderedPost {
  const { options } = plan;
  const media = plan.media.map(({ mediaId, mimeType, altText }) => ({ mediaId, mimeType, altText }));
  const post: SlackWire = { ...plainMessage(textWithLink(plan), options), media };
  const thread = plan.thread.map(({ text }) => ({ kind: 'thread' as const, wire: plainMessage(text, options) }));
  const comments = plan.firstComment === null ? [] : [plan.firstComment];
  const comment = comments.map((text) => ({ kind: 'first_comment' as const, wire: plainMessage(text, options) }));
  return { units: [{ kind: 'post', wire: post }, ...thread, ...comment] };
}

function plainMessage(text: string, options: JsonObject): SlackWire {
  return {
    version: 1,
    text: escapeMrkdwn(text.trim()),
    media: [],
    unfurlLinks: options['unfurlLinks'] !== false,
    unfurlMedia: options['unfurlMedia'] !== false,
  };
}

/** The three characters that Slack reads as control sequences; nothing else is an entity (Formatting message text). */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The plan as it is counted: on the wire, escapes included. */
export function countedPlan(plan: PublishPlan): PublishPlan {
  const { thread, firstComment } = plan;
  return {
    ...plan,
    text: escapeMrkdwn(textWithLink(plan)),
    thread: thread.map(({ text }) => ({ text: escapeMrkdwn(text) })),
    firstComment: firstComment && escapeMrkdwn(firstComment),
  };
}

/** What only Slack knows: long texts are advised against, mrkdwn hides its marks, and videos have no description. */
export function slackIssues(plan: PublishPlan): Issue[] {
  const texts = textsOf(countedPlan(plan)).flatMap(([path, text]) => [...longText(path, text), ...markup(path, text)]);
  return [...texts, ...undescribed(plan)];
}

function undescribed({ media }: PublishPlan): Issue[] {
  const params = { network: manifest.name, reason: 'alt_txt (video)' };
  return media.flatMap(({ mimeType, altText }, index) =>
    altText && mimeType.startsWith('video/')
      ? [{ level: 'warn', path: `/media/${index}/altText`, code: 'network.beyond_our_means', params }]
      : [],
  );
}

function textsOf({ text, thread, firstComment }: PublishPlan): [string, string][] {
  const parts = thread.map((part, index): [string, string] => [`/thread/${index}/text`, part.text]);
  return [['/text', text], ...parts, ['/firstComment', firstComment ?? '']];
}

function longText(path: string, { length: used }: string): Issue[] {
  const { max, unit } = manifest.capabilities.text;
  if (used <= ADVISED_TEXT || used > max) return [];
  const params = { network: manifest.name, max: ADVISED_TEXT, unit, used };
  return [{ level: 'warn', path, code: 'network.text_too_long', params }];
}

/** Marks that readers do not see as they were typed; `&gt;` opens a quotation. */
const MARKUP = new RegExp(
  [
    ...['*', '_', '~'].map(
      (mark) =>
        String.raw`(?<![\p{L}\p{N}])[${mark}][^\s${mark}](?:[^${mark}\n]*[^\s${mark}])?[${mark}](?![\p{L}\p{N}])`,
    ),
    '`[^`\\n]+`',
    '^&gt;',
    String.raw`(?<![\p{L}\p{N}]):(?=[0-9_+-]*[a-z])[a-z0-9_+-]+:(?![\p{L}\p{N}])`,
  ].join('|'),
  'mu',
);

function markup(path: string, text: string): Issue[] {
  const marked = MARKUP.test(text.replace(/https?:\/\/\S+/g, ''));
  const params = { network: manifest.name, reason: 'mrkdwn' };
  return marked ? [{ level: 'info', path, code: 'network.text_altered', params }] : [];
}

import { measure } from '#counting';
import type {
  Capabilities,
  Issue,
  JsonObject,
  PublishPlan,
  RenderedPost,
  RenderedUnit,
  UnitKind,
} from '../../contract.js';
import { durationSeconds } from '../../shaping/duration.js';
import { textWithLink } from '../../shaping/text-with-link.js';
import { validatePlan } from '../../validate-plan.js';
import { manifest } from './manifest.js';

/** One status before its media are uploaded and its parent is known. Absent options are left to the account's defaults. */
export type StatusWire = {
  version: 1;
  text: string;
  media: { mediaId: string; altText: string | null; isVideo: boolean }[];
  poll: { options: string[]; expiresIn: number; multiple: boolean; hideTotals: boolean } | null;
  contentWarning: string | null;
  visibility: string | null;
  sensitive: boolean | null;
  language: string | null;
  quotePolicy: string | null;
};

/** Thread parts and the first comment are replies, under the same warning and for the same readers as the post. */
export function renderMastodonPost(plan: PublishPlan): RenderedPost {
  const replies: [UnitKind, string][] = [
    ...plan.thread.map(({ text }): [UnitKind, string] => ['thread', text]),
    ...(plan.firstComment === null ? [] : [['first_comment', plan.firstComment] as [UnitKind, string]]),
  ];
  return { units: [postUnit(plan), ...replies.map(([kind, text]) => ({ kind, wire: statusWire(plan, text) }))] };
}

function postUnit(plan: PublishPlan): RenderedUnit {
  const media = plan.media.map(({ mediaId, altText, mimeType }) => ({
    mediaId,
    altText,
    isVideo: mimeType.startsWith('video/'),
  }));
  return { kind: 'post', wire: { ...statusWire(plan, postText(plan)), media, poll: pollOf(plan) } };
}

function statusWire({ options, language }: PublishPlan, text: string): StatusWire {
  return {
    version: 1,
    text,
    media: [],
    poll: null,
    contentWarning: textOption(options, 'contentWarning'),
    visibility: textOption(options, 'visibility'),
    sensitive: typeof options['sensitive'] === 'boolean' ? options['sensitive'] : null,
    language,
    quotePolicy: textOption(options, 'quotePolicy'),
  };
}

function textOption(options: JsonObject, name: string): string | null {
  const value = options[name];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function pollOf({ poll, options }: PublishPlan): StatusWire['poll'] {
  return (
    poll && {
      options: [...poll.options],
      expiresIn: durationSeconds(poll.duration),
      multiple: options['pollMultiple'] === true,
      hideTotals: options['pollHideTotals'] === true,
    }
  );
}

/** A poll has no question of its own and a link no field: both stand in the text, unless they do already. */
export function postText({ text, link, poll }: PublishPlan): string {
  return textWithLink({ text: withQuestion(text, poll?.question ?? ''), link });
}

function withQuestion(text: string, question: string): string {
  if (text.includes(question)) return text;
  return text.trim() === '' ? question : `${text}\n\n${question}`;
}

/** What stands in the way of `plan` on the account's server. */
export function validateMastodonPlan(plan: PublishPlan, capabilities: Capabilities): Issue[] {
  const whole = { ...plan, text: postText(plan) };
  return [
    ...validatePlan(whole, capabilities, manifest.name),
    ...warnedTooLong(whole, capabilities),
    ...bareReplies(plan),
    ...sameOptions(plan),
    ...unfitOptions(plan),
  ];
}

/** The server counts the content warning with the text it covers (StatusLengthValidator). */
function warnedTooLong(plan: PublishPlan, { text: limit }: Capabilities): Issue[] {
  const warning = textOption(plan.options, 'contentWarning');
  const { max, unit, linkLength } = limit;
  if (warning === null || max === null) return [];
  const ahead = measure(warning, 'graphemes');
  return textsOf(plan).flatMap(([path, text]) => {
    const used = measure(text, unit, { linkLength });
    if (used > max || used + ahead <= max) return [];
    const params = { network: manifest.name, max, unit, used: used + ahead };
    return [{ level: limit.enforced ? 'error' : 'warn', path, code: 'network.text_too_long', params }];
  });
}

function textsOf({ text, thread, firstComment }: PublishPlan): [string, string][] {
  const parts = thread.map((part, index): [string, string] => [`/thread/${index}/text`, part.text]);
  return [
    ['/text', text],
    ...parts,
    ...(firstComment === null ? [] : [['/firstComment', firstComment] as [string, string]]),
  ];
}

function bareReplies({ firstComment }: PublishPlan): Issue[] {
  if (firstComment === null || firstComment.trim() !== '') return [];
  return [{ level: 'error', path: '/firstComment', code: 'network.content_empty', params: { network: manifest.name } }];
}

/** Options are told apart by their texts (PollOptionsValidator). */
function sameOptions({ poll }: PublishPlan): Issue[] {
  if (poll === null || new Set(poll.options).size === poll.options.length) return [];
  return [{ level: 'error', path: '/poll/options', code: 'network.poll_refused', params: { network: manifest.name } }];
}

function unfitOptions({ poll, options }: PublishPlan): Issue[] {
  const asked = ['pollMultiple', 'pollHideTotals'].filter((name) => options[name] === true);
  if (poll !== null) return [];
  return asked.map((name) => ({
    level: 'warn',
    path: `/options/${name}`,
    code: 'network.option_unfit',
    params: { network: manifest.name, reason: name },
  }));
}

/** What a status is made of once its media are there, by the names of the API. */
export interface StatusParts {
  wire: StatusWire;
  mediaIds: readonly string[];
  replyTo: string | null;
}

/** As JSON: Hollo drops polls that come as a form. */
export function jsonBody({ wire, mediaIds, replyTo }: StatusParts): string {
  const { poll } = wire;
  return JSON.stringify({
    ...Object.fromEntries(plainFields(wire, replyTo)),
    ...(mediaIds.length === 0 ? {} : { media_ids: mediaIds }),
    ...(poll === null
      ? {}
      : {
          poll: {
            options: poll.options,
            expires_in: poll.expiresIn,
            multiple: poll.multiple,
            hide_totals: poll.hideTotals,
          },
        }),
  });
}

/** As a form: snac drops polls that come as JSON. */
export function formBody({ wire, mediaIds, replyTo }: StatusParts): string {
  const { poll } = wire;
  const pairs: [string, string][] = [
    ...plainFields(wire, replyTo).map(([name, value]): [string, string] => [name, String(value)]),
    ...mediaIds.map((id): [string, string] => ['media_ids[]', id]),
    ...(poll?.options ?? []).map((option): [string, string] => ['poll[options][]', option]),
  ];
  if (poll) {
    pairs.push(['poll[expires_in]', String(poll.expiresIn)]);
    pairs.push(['poll[multiple]', String(poll.multiple)], ['poll[hide_totals]', String(poll.hideTotals)]);
  }
  return new URLSearchParams(pairs).toString();
}

/** An empty value is left out: some servers take an empty text for a wrong one. */
function plainFields(wire: StatusWire, replyTo: string | null): [string, string | boolean][] {
  const fields: [string, string | boolean | null][] = [
    ['status', wire.text],
    ['in_reply_to_id', replyTo],
    ['spoiler_text', wire.contentWarning],
    ['visibility', wire.visibility],
    ['sensitive', wire.sensitive],
    ['language', wire.language],
    ['quote_approval_policy', wire.quotePolicy],
  ];
  return fields.flatMap(([name, value]) =>
    value === null || value === '' ? [] : [[name, value] as [string, string | boolean]],
  );
}

export function readWire(wire: JsonObject): StatusWire {
  if (wire['version'] !== 1) throw new Error(`unknown mastodon payload version: ${JSON.stringify(wire['version'])}`);
  return wire as StatusWire;
}

import type { Difference, Json, Remote } from '../../contract.js';
import { differing } from '../../differences.js';
import { at, isObject, textAt } from '../../http/answers.js';
import { htmlText, lettersOf } from '../../shaping/html-text.js';
import type { StatusWire } from './format.js';

/**
 * Whether the HTML of a status is what we wrote. Servers turn links, mentions, hashtags and on some of them Markdown
 * into markup, shorten what they show of a link and drop a mention's domain: only letters and digits are compared, with
 * each link once as it is shown and once as it leads.
 */
export function isSameText(html: string, written: string): boolean {
  const ours = canonical(written);
  return [htmlText(html), htmlText(withTargets(html))].some((theirs) => canonical(theirs) === ours);
}

const MENTION = /(?<![\p{L}\p{N}_/])@([\p{L}\p{N}_]+(?:[.-]+[\p{L}\p{N}_]+)*)@[\p{L}\p{N}.-]+/gu;

/** Markdown counts for itself. */
const LIST_NUMBER = /^[ \t]*\d+[.)][ \t]+/gm;

/** What is left when everything is gone that servers are known to change. */
export function canonical(text: string): string {
  return lettersOf(text.trim().replace(LIST_NUMBER, '').replace(MENTION, '@$1'));
}

const LINK = /<a\b([^>]*)>.*?<\/a>/gis;

/** Links that name an account or a hashtag keep what they show. */
function withTargets(html: string): string {
  return html.replace(LINK, (whole, attributes: string) => {
    const target = /\bhref=(?:"([^"]*)"|'([^']*)')/i.exec(attributes);
    const names = /\b(?:mention|hashtag)\b/i.test(attributes) || /\brel=["'][^"']*\btag\b/i.test(attributes);
    return names || !target ? whole : (target[1] ?? target[2] ?? '');
  });
}

/** How a status on the server compares with what we asked for. */
export type Likeness = 'same' | 'similar' | 'other';

/**
 * `similar`: nobody can tell whose it is. It has our text and other media; or, where the server is not known to leave
 * texts as they are (`altering`), most of our words.
 */
export function likeness(status: Json, wire: StatusWire, replyTo: string | null, altering: boolean): Likeness {
  if (!isObject(status) || isObject(status['reblog'])) return 'other';
  if ((textAt(status, 'in_reply_to_id') ?? null) !== replyTo) return 'other';
  if (!hasText(status, wire)) return altering && hasWords(status, wire) ? 'similar' : 'other';
  return mediaOf(status).length === wire.media.length ? 'same' : 'similar';
}

function hasText(status: Json, wire: StatusWire): boolean {
  return isSameText(textAt(status, 'content') ?? '', writtenOf(wire));
}

/** Without a text the server shows the warning as one. */
function writtenOf({ text, contentWarning }: StatusWire): string {
  return text.trim() === '' ? (contentWarning ?? '') : text;
}

/** The part of our words that a text cut or marked up by a server still has. */
const MOST = 0.5;

function hasWords(status: Json, wire: StatusWire): boolean {
  const html = textAt(status, 'content') ?? '';
  const theirs = new Set(wordsOf(`${htmlText(html)} ${htmlText(withTargets(html))}`));
  const ours = [...new Set(wordsOf(writtenOf(wire)))];
  return ours.length > 0 && ours.filter((word) => theirs.has(word)).length >= ours.length * MOST;
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

function mediaOf(status: Json): Json[] {
  const media = at(status, 'media_attachments');
  return Array.isArray(media) ? media : [];
}

/** What a reader of the status does not see as we asked for it, by name. */
export function differencesOf(status: Json, wire: StatusWire, replyTo: string | null): Difference[] {
  const media = mediaOf(status);
  const altTexts = media.map((medium) => textAt(medium, 'description') ?? null);
  return differing({
    text: hasText(status, wire),
    media: media.length === wire.media.length,
    alt_text: media.length !== wire.media.length || sameAltTexts(altTexts, wire),
    poll: samePoll(at(status, 'poll'), wire.poll),
    reply: (textAt(status, 'in_reply_to_id') ?? null) === replyTo,
    content_warning: canonical(textAt(status, 'spoiler_text') ?? '') === canonical(wire.contentWarning ?? ''),
    visibility: wire.visibility === null || textAt(status, 'visibility') === wire.visibility,
  });
}

function sameAltTexts(theirs: readonly (string | null)[], { media }: StatusWire): boolean {
  return media.every(({ altText }, index) => (altText ?? '').trim() === (theirs[index] ?? '').trim());
}

function samePoll(theirs: Json | undefined, ours: StatusWire['poll']): boolean {
  const options = at(theirs, 'options');
  if (ours === null || !Array.isArray(options)) return ours === null && !Array.isArray(options);
  const titles = options.map((option) => canonical(textAt(option, 'title') ?? ''));
  return (
    titles.length === ours.options.length && ours.options.every((option, index) => canonical(option) === titles[index])
  );
}

/** Where readers find a status; null for what is none. */
export function remoteOf(status: Json): Remote | null {
  const id = textAt(status, 'id');
  const url = textAt(status, 'url');
  return id ? { id, url: url !== undefined && /^https?:\/\//.test(url) && URL.canParse(url) ? url : null } : null;
}

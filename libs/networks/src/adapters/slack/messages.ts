import type { Difference, Json, Remote } from '../../contract.js';
import { differing } from '../../differences.js';
import { at, textAt } from '../../http/answers.js';
import type { SlackWire } from './format.js';

export const MARKER_TYPE = 'marronnier_publication';

/** What a message of ours is known by: the key it carries, or the files it shows. */
export interface Marker {
  key: string;
  files: readonly string[];
}

export function carries(message: Json, { key, files }: Marker): boolean {
  const shown = fileIds(message);
  if (files.length > 0) return files.some((id) => shown.includes(id));
  const type = textAt(message, 'metadata', 'event_type');
  return type === MARKER_TYPE && textAt(message, 'metadata', 'event_payload', 'publication') === key;
}

function fileIds(message: Json): readonly string[] {
  const files = at(message, 'files');
  return Array.isArray(files) ? files.flatMap((file) => textAt(file, 'id') ?? []) : [];
}

/** Names of what differs between a message as Slack gives it back and as it was sent. */
export function differencesIn(message: Json, wire: SlackWire): Difference[] {
  return differing({
    text: plain(textAt(message, 'text') ?? '') === plain(wire.text),
    media: fileIds(message).length === wire.media.length,
  });
}

/** Slack wraps links in brackets, and gives emoji back by their names, which we do not know. */
function plain(text: string): string {
  return text
    .replace(/<([^|>]+)(?:\|[^>]*)?>/g, '$1')
    .replace(/:[a-z0-9_+'-]+:|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200d\ufe0f]/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The timestamp that names a message; from its address where a person settled it. */
export function timestampOf({ id, url }: Remote): string | null {
  if (isTimestamp(id)) return id;
  const [, seconds, micros] = /\/p(\d{10})(\d{6})(?:\?|$)/.exec(`${url ?? ''}`) ?? [];
  return seconds === undefined ? null : `${seconds}.${micros}`;
}

export function isTimestamp(value: string): boolean {
  return /^\d{10}\.\d{6}$/.test(value);
}

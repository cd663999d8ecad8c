import { measure } from '#counting';
import type { Json, JsonObject } from '../../src/contract.js';
import { at, isObject, textAt } from '../../src/http/answers.js';

/** Why a PDS refuses a record of app.bsky.feed.post, in its own words and as far as our posts can go wrong; null: it takes it. */
export function refusedRecord(record: JsonObject): string | null {
  return refusedText(record) ?? refusedFacets(record) ?? refusedEmbed(record) ?? refusedReply(record);
}

/** The blobs that a record names. */
export function blobsOf(record: JsonObject): string[] {
  return namedBlobs(record).flatMap((blob) => textAt(blob, 'ref', '$link') ?? []);
}

function namedBlobs(value: Json | undefined): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(namedBlobs);
  if (!isObject(value)) return [];
  return value['$type'] === 'blob' ? [value] : Object.values(value).flatMap(namedBlobs);
}

function refusedText(record: JsonObject): string | null {
  const text = textAt(record, 'text');
  if (record['$type'] !== 'app.bsky.feed.post') return 'Invalid $type: expected app.bsky.feed.post';
  if (text === undefined) return 'Record must have the property "text"';
  if (measure(text, 'utf8_bytes') > 3_000) return 'Record/text must not be longer than 3000 bytes';
  if (measure(text, 'graphemes') > 300) return 'Record/text must not be longer than 300 graphemes';
  return Number.isNaN(Date.parse(textAt(record, 'createdAt') ?? ''))
    ? 'Record/createdAt must be an RFC 3339 datetime'
    : null;
}

function refusedFacets(record: JsonObject): string | null {
  const facets = record['facets'] ?? [];
  if (!Array.isArray(facets)) return 'Record/facets must be an array';
  const bytes = measure(textAt(record, 'text') ?? '', 'utf8_bytes');
  const sound = facets.every((facet) => {
    const [start, end] = [at(facet, 'index', 'byteStart'), at(facet, 'index', 'byteEnd')];
    const kind = textAt(facet, 'features', 0, '$type')?.split('#')[1] ?? '';
    const names: Record<string, string> = { link: 'uri', tag: 'tag', mention: 'did' };
    const named = textAt(facet, 'features', 0, names[kind] ?? '');
    return typeof start === 'number' && typeof end === 'number' && start < end && end <= bytes && named !== undefined;
  });
  return sound ? null : 'Record/facets holds an invalid facet';
}

function refusedEmbed(record: JsonObject): string | null {
  const embed = record['embed'];
  if (embed === undefined) return null;
  switch (textAt(embed, '$type')) {
    case 'app.bsky.embed.images':
      return refusedImages(at(embed, 'images'));
    case 'app.bsky.embed.video':
      return refusedBlob(at(embed, 'video'), 'video', 100_000_000);
    case 'app.bsky.embed.external':
      return refusedCard(at(embed, 'external'));
    default:
      return 'Record/embed has an unknown $type';
  }
}

function refusedImages(images: Json | undefined): string | null {
  if (!Array.isArray(images)) return 'Record/embed/images must be an array';
  if (images.length > 4) return 'Record/embed/images must not have more than 4 elements';
  if (images.some((image) => textAt(image, 'alt') === undefined)) return 'Image must have the property "alt"';
  return images.map((image) => refusedBlob(at(image, 'image'), 'image', 1_000_000)).find((why) => why !== null) ?? null;
}

function refusedCard(card: Json | undefined): string | null {
  const missing = ['uri', 'title', 'description'].find((name) => textAt(card, name) === undefined);
  if (missing !== undefined) return `External must have the property "${missing}"`;
  const thumb = at(card, 'thumb');
  return thumb === undefined ? null : refusedBlob(thumb, 'image', 1_000_000);
}

function refusedBlob(blob: Json | undefined, kind: string, max: number): string | null {
  const [type, size] = [textAt(blob, 'mimeType') ?? '', at(blob, 'size')];
  if (textAt(blob, '$type') !== 'blob' || typeof size !== 'number') return `Record must have a blob for its ${kind}`;
  if (!type.startsWith(`${kind}/`)) return `Wrong mimetype of ${kind}: ${type}`;
  return size > max ? `This file is too large. It is ${size} bytes but the maximum size is ${max} bytes.` : null;
}

function refusedReply(record: JsonObject): string | null {
  const reply = record['reply'];
  if (reply === undefined) return null;
  const refs = [at(reply, 'root'), at(reply, 'parent')];
  const sound = refs.every((ref) => textAt(ref, 'uri')?.startsWith('at://did:') && textAt(ref, 'cid') !== undefined);
  return sound ? null : 'Record/reply must have root and parent';
}

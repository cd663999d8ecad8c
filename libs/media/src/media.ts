import { parse } from 'node:path';
import { slugify } from '#brands';
import type { PlannedMedia } from '#networks';
import { etagOf } from '#persistence';
import type { MediaEntity } from './media.entity.js';
import { MEDIA_TYPES } from './media-types.js';

/** A media file as the api shows it; instants are RFC 3339 in UTC. */
export interface MediaView {
  id: string;
  brandId: string;
  fileName: string;
  mimeType: string;
  bytes: number;
  /** Pixels as shown; null for documents, and when they cannot be read. */
  width: number | null;
  height: number | null;
  /** Milliseconds of a film, or of one round of an animated image; null for what stands still or does not tell. */
  durationMs: number | null;
  animated: boolean;
  /** Of films; null for anything else, and when nobody can tell. The codec as MediaInfo names it, such as AVC. */
  hasAudio: boolean | null;
  frameRate: number | null;
  videoCodec: string | null;
  /** SHA-256, hexadecimal. */
  checksum: string;
  altText: string | null;
  /** Where anybody who has the address reads the file. */
  url: string;
  createdAt: string;
  updatedAt: string;
  version: number;
  etag: string;
}

/** What a post needs to know of a media file. */
export interface PlannedMediaFacts extends PlannedMedia {
  /** SHA-256, hexadecimal. */
  checksum: string;
}

export function toMediaView(row: MediaEntity, publicUrl: string): MediaView {
  return {
    id: row.id,
    brandId: row.brandId,
    fileName: row.fileName,
    mimeType: row.mimeType,
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    durationMs: row.durationMs,
    animated: row.animated,
    hasAudio: row.hasAudio,
    frameRate: row.frameRate,
    videoCodec: row.videoCodec,
    checksum: row.checksum,
    altText: row.altText,
    url: mediaUrl(row, publicUrl),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
    etag: etagOf(row.version),
  };
}

export function toPlannedMedia(row: MediaEntity, publicUrl: string): PlannedMediaFacts {
  const { id: mediaId, mimeType, bytes, width, height, durationMs, animated, altText, checksum } = row;
  const facts = { mimeType, bytes, width, height, durationMs, animated, altText, checksum };
  return { mediaId, url: mediaUrl(row, publicUrl), ...facts };
}

function mediaUrl(row: MediaEntity, publicUrl: string): string {
  return `${publicUrl}/media/${row.id}/${publicName(row)}`;
}

/** The file's name in URLs: plain ASCII, with the extension of what it is, which some networks go by. */
export function publicName({ fileName, mimeType }: Pick<MediaEntity, 'fileName' | 'mimeType'>): string {
  return `${slugify(parse(fileName).name) || 'media'}.${MEDIA_TYPES[mimeType] ?? 'bin'}`;
}

const MAX_NAME = 200;

/** A client's file name without path, control characters and excess; `media` when nothing is left. */
export function cleanFileName(given: string): string {
  const name = given.split(/[/\\]/).at(-1) ?? '';
  const printable = name.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim();
  const { name: stem, ext } = parse(printable);
  const clean = [...stem].slice(0, MAX_NAME - ext.length).join('') + ext;
  return /^\.*$/.test(clean) || clean.length > 2 * MAX_NAME ? 'media' : clean;
}

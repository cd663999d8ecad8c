import type { Multipart, MultipartFile } from '@fastify/multipart';
import { type ErrorCode, isId, type Params } from '#kernel';
import type { MediaService, ReceivedMedia } from '#media';
import { type ApiRequest, Refusal } from '../http/index.js';
import { MAX_ALT_TEXT } from './media.requests.js';

/** An upload that is complete and acceptable. */
export interface Upload {
  brandId: string;
  altText: string | null;
  /** As the client named it. */
  fileName: string;
  media: ReceivedMedia;
}

interface Parts {
  fields: Map<string, string>;
  file: { fileName: string; media: ReceivedMedia } | null;
}

/** Reads the parts of a multipart request; nothing is left on the disk when this throws. */
export async function readUpload(request: ApiRequest, media: MediaService, maxBytes: number): Promise<Upload> {
  const parts: Parts = { fields: new Map(), file: null };
  try {
    // One byte more than is accepted gets through, so that the store sees that it is too many.
    for await (const part of request.parts({ limits: { fileSize: maxBytes + 1 } })) await take(part, parts, media);
    return toUpload(parts);
  } catch (error) {
    drain(request);
    if (parts.file) await media.discard(parts.file.media);
    throw error;
  }
}

/** Lets the rest of a refused upload run dry: the client reads our answer, and its connection serves the next request. */
function drain({ raw }: ApiRequest): void {
  raw.unpipe();
  raw.resume();
}

async function take(part: Multipart, parts: Parts, media: MediaService): Promise<void> {
  if (part.type === 'file') return takeFile(part, parts, media);
  if (part.fieldname === 'file') throw refuse('file', 'field.invalid', { reason: 'filename="…"' });
  if (!FIELDS.includes(part.fieldname)) throw refuse(part.fieldname, 'field.unknown');
  if (parts.fields.has(part.fieldname)) throw refuse(part.fieldname, 'field.invalid', { reason: '× 2' });
  parts.fields.set(part.fieldname, String(part.value));
}

const FIELDS: readonly string[] = ['brandId', 'altText'];

async function takeFile(part: MultipartFile, parts: Parts, media: MediaService): Promise<void> {
  if (part.fieldname !== 'file') throw refuse(part.fieldname, 'field.unknown');
  if (parts.file) throw refuse('file', 'field.invalid', { reason: '× 2' });
  parts.file = { fileName: part.filename, media: await media.receive(part.file) };
}

function toUpload({ fields, file }: Parts): Upload {
  const brandId = fields.get('brandId');
  const altText = fields.get('altText') ?? '';
  if (brandId === undefined) throw refuse('brandId', 'field.required');
  if (!isId(brandId)) throw refuse('brandId', 'field.id_invalid');
  if (altText.length > MAX_ALT_TEXT) throw refuse('altText', 'field.too_long', { max: MAX_ALT_TEXT });
  if (altText.includes('\0')) throw refuse('altText', 'field.invalid', { reason: 'U+0000' });
  if (!file) throw refuse('file', 'field.required');
  return { brandId: brandId.toLowerCase(), altText: altText === '' ? null : altText, ...file };
}

function refuse(name: string, code: ErrorCode, params: Params = {}): Refusal {
  const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return new Refusal('request.invalid', { fields: [{ pointer, code, params }] });
}

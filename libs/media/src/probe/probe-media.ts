import { fileTypeFromFile } from 'file-type';
import { DomainError } from '#kernel';
import { acceptedType } from '../media-types.js';
import { type MediaFacts, NOTHING_KNOWN } from './media-facts.js';
import { probeFilm } from './probe-film.js';
import { MAX_PIXELS, probeImage } from './probe-image.js';

/**
 * What a file is, by its content: neither its name nor what the client says counts. What is damaged has no facts
 * beside its type: the networks will say. Throws `media.type_refused` and `media.too_many_pixels` at `pointer`.
 */
export async function probeMedia(path: string, pointer = '/file'): Promise<MediaFacts> {
  const detected = (await fileTypeFromFile(path))?.mime ?? 'unknown';
  const mimeType = acceptedType(detected);
  if (mimeType === null) throw DomainError.at(pointer, 'media.type_refused', { type: detected });
  const facts = { mimeType, ...NOTHING_KNOWN, ...(await look(path, mimeType)) };
  if (pixelsOf(facts) > MAX_PIXELS) throw DomainError.at(pointer, 'media.too_many_pixels', { max: MAX_PIXELS });
  // The detector tells animated PNG from PNG, which the image library does not.
  return detected === 'image/apng' ? { ...facts, animated: true } : facts;
}

function look(path: string, mimeType: string): Promise<Partial<MediaFacts>> | object {
  if (mimeType.startsWith('image/')) return probeImage(path);
  return mimeType.startsWith('video/') ? probeFilm(path) : {};
}

function pixelsOf({ mimeType, width, height }: MediaFacts): number {
  return mimeType.startsWith('image/') ? (width ?? 0) * (height ?? 0) : 0;
}

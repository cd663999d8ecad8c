import { fileTypeFromFile } from 'file-type';
import { imageSizeFromFile } from 'image-size/fromFile';
import { DomainError } from '#kernel';
import { acceptedType } from './media-types.js';

export interface MediaFacts {
  mimeType: string;
  /** Pixels as shown, turned as the file asks; null for what is no image, or when they cannot be read. */
  width: number | null;
  height: number | null;
}

/** What a file is, by its content: neither its name nor what the client says counts. Throws `media.type_refused`. */
export async function probeMedia(path: string): Promise<MediaFacts> {
  const detected = (await fileTypeFromFile(path))?.mime ?? 'unknown';
  const mimeType = acceptedType(detected);
  if (mimeType === null) throw DomainError.at('/file', 'media.type_refused', { type: detected });
  return { mimeType, ...(mimeType.startsWith('image/') ? await dimensionsOf(path) : UNKNOWN) };
}

const UNKNOWN = { width: null, height: null };
/** EXIF orientations that lie on their side. */
const FIRST_TURNED = 5;

async function dimensionsOf(path: string): Promise<Pick<MediaFacts, 'width' | 'height'>> {
  try {
    const { width, height, orientation = 1 } = await imageSizeFromFile(path);
    return orientation >= FIRST_TURNED ? { width: height, height: width } : { width, height };
  } catch {
    // Damaged, or its header lies further in than anybody looks: the networks will say.
    return UNKNOWN;
  }
}

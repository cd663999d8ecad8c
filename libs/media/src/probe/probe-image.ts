import sharp from 'sharp';
import type { MediaFacts } from './media-facts.js';

/** Above what cameras and networks take, and below what would fill the memory of the machine that re-encodes it. */
export const MAX_PIXELS = 100_000_000;

/** Reads the header of an image (its path, or itself), not its pixels. Of what is damaged nothing is known. */
export async function probeImage(image: string | Buffer): Promise<Partial<MediaFacts>> {
  try {
    // Without a limit here: an image beyond the library's own would seem damaged, and be let in.
    const { autoOrient, pages = 1, delay = [] } = await sharp(image, { limitInputPixels: false }).metadata();
    const animated = pages > 1;
    const durationMs = animated ? delay.reduce((sum, frame) => sum + frame, 0) : null;
    return { ...autoOrient, animated, durationMs };
  } catch {
    return {};
  }
}

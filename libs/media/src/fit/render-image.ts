import sharp, { type Sharp } from 'sharp';
import type { MediaFit } from '#networks';
import { MAX_PIXELS } from '../probe/probe-image.js';
import { renderedType, type RenderedType } from './fitting.js';

/** Raise when the same image and fit come out otherwise than before: what was made before is made anew. */
export const RENDERING = 1;

export type Rendering =
  | { kind: 'rendered'; mimeType: RenderedType; bytes: Buffer }
  | { kind: 'failed'; reason: 'cannot_fit' | 'unreadable'; detail: string };

/** How good it has to look: the first that is small enough is taken. */
const QUALITIES = [90, 82, 74, 66] as const;
/** After the worst quality the sides shrink to this part, again and again, down to a side of MIN_SIDE pixels. */
const SHRINK = 0.8;
const MIN_SIDE = 32;

interface Attempt {
  width: number;
  height: number;
  quality: number;
}

/**
 * Writes an image anew, turned as its file asks, as sRGB, without what its file tells beside the picture (EXIF, place
 * and camera). The same for the same image, box and fit. Never enlarges: `box` is at most as large as the image is.
 */
export async function renderImage(
  source: Buffer,
  own: string,
  box: { width: number; height: number },
  fit: MediaFit,
): Promise<Rendering> {
  try {
    const mimeType = renderedType(own, await isSeeThrough(source), fit);
    if (mimeType === null) return { kind: 'failed', reason: 'cannot_fit', detail: 'type: no type to make is taken' };
    for (const attempt of attempts(box, mimeType)) {
      const bytes = await encode(source, mimeType, attempt);
      if (fit.maxBytes === undefined || bytes.length <= fit.maxBytes) return { kind: 'rendered', mimeType, bytes };
    }
    return { kind: 'failed', reason: 'cannot_fit', detail: `bytes: not below ${fit.maxBytes} bytes even when tiny` };
  } catch (error) {
    return { kind: 'failed', reason: 'unreadable', detail: `the image cannot be decoded: ${(error as Error).message}` };
  }
}

function* attempts({ width, height }: { width: number; height: number }, mimeType: RenderedType): Generator<Attempt> {
  const qualities = mimeType === 'image/png' ? QUALITIES.slice(0, 1) : QUALITIES;
  for (let scale = 1; scale === 1 || Math.min(width, height) * scale >= MIN_SIDE; scale *= SHRINK) {
    const shrink = (side: number): number => Math.max(1, Math.floor(side * scale));
    const tried = scale === 1 ? qualities : qualities.slice(-1);
    for (const quality of tried) yield { width: shrink(width), height: shrink(height), quality };
  }
}

function encode(source: Buffer, mimeType: RenderedType, { width, height, quality }: Attempt): Promise<Buffer> {
  // The box has the image's proportions but for a fraction of a pixel, which `fill` spreads instead of leaving a line.
  const picture = open(source).autoOrient().resize({ width, height, fit: 'fill' }).toColourspace('srgb');
  return write(picture, mimeType, quality).toBuffer();
}

function write(picture: Sharp, mimeType: RenderedType, quality: number): Sharp {
  switch (mimeType) {
    case 'image/jpeg':
      return picture.flatten({ background: 'white' }).jpeg({ quality, mozjpeg: true });
    case 'image/webp':
      return picture.webp({ quality });
    case 'image/png':
      return picture.png({ compressionLevel: 9 });
  }
}

/** An alpha channel that hides nothing, as screenshots have, is none. */
async function isSeeThrough(source: Buffer): Promise<boolean> {
  if (!(await open(source).metadata()).hasAlpha) return false;
  return !(await open(source).stats()).isOpaque;
}

function open(source: Buffer): Sharp {
  return sharp(source, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
}

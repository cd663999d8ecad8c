import { ANY_TYPE } from '#networks';
import type { MediaFit } from '#networks';
import type { MediaFacts } from '../probe/media-facts.js';

/** What is known of a file before it is touched. */
export type FitFacts = Pick<MediaFacts, 'mimeType' | 'width' | 'height' | 'animated'> & { bytes: number };

/** What stands between a file and what an account takes, in the order in which it is looked for. */
export type Obstacle = 'aspect' | 'type' | 'bytes' | 'dimensions' | 'animated' | 'unreadable';

export type Fitting =
  | { kind: 'original' }
  /** Re-encode it within this box, in pixels. */
  | { kind: 'render'; width: number; height: number }
  | { kind: 'cannot_fit'; obstacle: Obstacle; detail: string };

/** Types that can be written, the better ones for photographs first. */
export const RENDERED_TYPES = ['image/jpeg', 'image/webp', 'image/png'] as const;
export type RenderedType = (typeof RENDERED_TYPES)[number];

/**
 * Whether a file may go as it is, or what has to be made of it. Only images that stand still are ever changed; nothing
 * is cropped, enlarged or robbed of its movement, and what is unknown (width, height) is no reason to refuse.
 */
export function fitting(facts: FitFacts, fit: MediaFit): Fitting {
  if (!aspectFits(facts, fit))
    return refuse('aspect', `width over height is not within ${fit.minAspect ?? 0} to ${fit.maxAspect ?? '∞'}`);
  const obstacle = firstObstacle(facts, fit);
  if (obstacle === null) return { kind: 'original' };
  if (!facts.mimeType.startsWith('image/')) return refuse(obstacle, `${facts.mimeType} is not re-encoded`);
  if (facts.animated) return refuse('animated', `an animated image is not re-encoded (${obstacle})`);
  if (!RENDERED_TYPES.some((type) => takes(fit, type))) return refuse('type', `none of ${fit.mimeTypes} can be made`);
  if (facts.width === null || facts.height === null) return refuse('unreadable', 'its width and height are unknown');
  return { kind: 'render', ...boxFor(facts.width, facts.height, fit) };
}

export function takes(fit: MediaFit, mimeType: string): boolean {
  return fit.mimeTypes.some((type) => type === mimeType || type === ANY_TYPE);
}

const FOR_SEE_THROUGH = ['image/png', 'image/webp', 'image/jpeg'] as const satisfies readonly RenderedType[];

/**
 * The type to write. `seeThrough`: some pixel is not opaque, which JPEG cannot say. A PNG that is not becomes a JPEG
 * where it may: it keeps every pixel of a photograph, and is made lighter only by giving up its size. Null when none
 * is taken.
 */
export function renderedType(own: string, seeThrough: boolean, fit: MediaFit): RenderedType | null {
  if (own === 'image/webp' && takes(fit, own)) return own;
  return (seeThrough ? FOR_SEE_THROUGH : RENDERED_TYPES).find((type) => takes(fit, type)) ?? null;
}

function firstObstacle(facts: FitFacts, fit: MediaFit): Obstacle | null {
  if (!takes(fit, facts.mimeType)) return 'type';
  if (fit.maxBytes !== undefined && facts.bytes > fit.maxBytes) return 'bytes';
  return scaleFor(facts.width ?? 0, facts.height ?? 0, fit) < 1 ? 'dimensions' : null;
}

/** Room for the fraction of a pixel that a size cannot have. */
const ROUNDING = 1e-3;

function aspectFits({ width, height }: FitFacts, { minAspect = 0, maxAspect = Infinity }: MediaFit): boolean {
  if (!width || !height) return true;
  const aspect = width / height;
  return aspect >= minAspect * (1 - ROUNDING) && aspect <= maxAspect * (1 + ROUNDING);
}

function boxFor(width: number, height: number, fit: MediaFit): { width: number; height: number } {
  const scale = scaleFor(width, height, fit);
  const shrink = (side: number): number => Math.max(1, Math.floor(side * scale));
  return { width: shrink(width), height: shrink(height) };
}

/** At most 1. */
function scaleFor(width: number, height: number, fit: MediaFit): number {
  const { maxWidth = Infinity, maxHeight = Infinity, maxPixels = Infinity } = fit;
  if (width === 0 || height === 0) return 1;
  return Math.min(1, maxWidth / width, maxHeight / height, Math.sqrt(maxPixels / (width * height)));
}

function refuse(obstacle: Obstacle, detail: string): Fitting {
  return { kind: 'cannot_fit', obstacle, detail: `${obstacle}: ${detail}` };
}

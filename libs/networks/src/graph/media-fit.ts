import type { Capabilities, MediaFit } from '../contract.js';

/** What an image or a video must be for an account. */
export function fitOf({ media }: Capabilities, kind: 'image' | 'video'): MediaFit {
  const mimeTypes = media.mimeTypes.filter((mimeType) => mimeType.startsWith(`${kind}/`) || mimeType === '*/*');
  return kind === 'image' ? { ...media.image, mimeTypes } : { mimeTypes };
}

export function kindOf(mimeType: string): 'image' | 'video' {
  return mimeType.startsWith('video/') ? 'video' : 'image';
}

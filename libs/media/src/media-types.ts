/**
 * What may be uploaded, by content: what networks take and browsers show without running anything. SVG and HTML stay
 * out: they are programs, and would run under our name.
 */
export const MEDIA_TYPES: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/avif': 'avif',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
};

/** Names under which the detector knows variants of a type that everybody reads as the type. */
const VARIANTS: Readonly<Record<string, string>> = {
  'image/apng': 'image/png',
  'video/x-m4v': 'video/mp4',
};

/** The type to store for what the detector found; null when it is not accepted. */
export function acceptedType(detected: string): string | null {
  const type = VARIANTS[detected] ?? detected;
  return Object.hasOwn(MEDIA_TYPES, type) ? type : null;
}

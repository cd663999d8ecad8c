import type { IncomingHttpHeaders } from 'node:http';
import type { PublicFile } from '#media';

/** What is said of a file whatever part of it is given. */
export function fileHeaders(file: PublicFile, now: Date): Record<string, string> {
  const shown = /^(image|video)\//.test(file.mimeType);
  return {
    'accept-ranges': 'bytes',
    'cache-control': cachingOf(file.until, now),
    etag: `"${file.tag}"`,
    'content-type': file.mimeType,
    // RFC 6266 with RFC 8187: the name as its owner gave it.
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeRfc8187(file.fileName)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
  };
}

/** What stands under an address never changes; one that ends is no shared cache's. */
function cachingOf(until: Date | null, now: Date): string {
  if (until === null) return 'public, max-age=31536000, immutable';
  return `private, max-age=${Math.max(0, Math.floor((until.getTime() - now.getTime()) / 1000))}`;
}

/** Whether the client has these bytes already (RFC 9110 §13.1.2). */
export function isKnown(headers: IncomingHttpHeaders, { tag }: PublicFile): boolean {
  const tags = (headers['if-none-match'] ?? '').split(',').map((given) => given.trim().replace(/^W\//, ''));
  return tags.includes(`"${tag}"`) || tags.includes('*');
}

function encodeRfc8187(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

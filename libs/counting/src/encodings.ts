const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Unicode code points; a lone surrogate is one. */
export function countCodePoints(text: string): number {
  return text.length - (text.match(SURROGATE_PAIR)?.length ?? 0);
}

/** Bytes in UTF-8 (RFC 3629). A lone surrogate takes three, as the replacement character that is sent for it does. */
export function countUtf8Bytes(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) bytes += unit > 0x7ff ? 2 : 1;
  }
  // Each half of a pair was given three bytes; both together take four.
  return bytes - 2 * (text.match(SURROGATE_PAIR)?.length ?? 0);
}

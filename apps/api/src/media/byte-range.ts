/** What of a file a request asks for: all of it, bytes [start, end), or some that it does not have. */
export type AskedRange = { kind: 'whole' } | { kind: 'part'; start: number; end: number } | { kind: 'beyond' };

const ONE_RANGE = /^bytes=(\d*)-(\d*)$/;
const WHOLE: AskedRange = { kind: 'whole' };

/**
 * Reads a `Range` header for a file of `size` bytes (RFC 9110 §14.1.2 and §14.2): what cannot be read is ignored, and
 * so are several ranges at once, which may be. `fresh` false: `If-Range` names other bytes than these.
 */
export function askedRange(header: string | undefined, size: number, fresh: boolean): AskedRange {
  const [, first, last] = ONE_RANGE.exec(header ?? '') ?? [];
  if (!fresh || first === undefined || last === undefined || (first === '' && last === '')) return WHOLE;
  return first === '' ? lastBytes(Number(last), size) : between(Number(first), last, size);
}

function lastBytes(count: number, size: number): AskedRange {
  return count === 0 ? { kind: 'beyond' } : { kind: 'part', start: Math.max(0, size - count), end: size };
}

function between(first: number, last: string, size: number): AskedRange {
  if (last !== '' && Number(last) < first) return WHOLE;
  if (first >= size) return { kind: 'beyond' };
  return { kind: 'part', start: first, end: last === '' ? size : Math.min(Number(last) + 1, size) };
}

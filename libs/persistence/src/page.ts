import { DomainError, isId } from '#kernel';

/** One page of a list and where the next one starts. */
export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

export interface PageRequest {
  /** 1-200 */
  limit: number;
  cursor?: string | null;
}

/** A cursor over the values that the list is sorted by. */
export function encodeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The sort values of a cursor. Throws `request.cursor_invalid` unless it has exactly `size` of them. */
export function decodeCursor(cursor: string, size: number): string[] {
  const values = parse(cursor);
  if (!Array.isArray(values) || values.length !== size || !values.every((value) => typeof value === 'string')) {
    throw DomainError.at('?cursor', 'request.cursor_invalid');
  }
  return values;
}

/** The id of a cursor over ids. Throws `request.cursor_invalid`. */
export function decodeIdCursor(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  if (!isId(id)) throw DomainError.at('?cursor', 'request.cursor_invalid');
  return id;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/** Cuts `rows`, read with a limit one above the page's, into a page. */
export function toPage<T>(rows: T[], limit: number, sortValues: (row: T) => readonly string[]): Page<T> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(sortValues(last)) : null };
}

import type { ErrorCode } from './error-catalogue.js';

/** One field that was refused. */
export interface FieldError {
  /** RFC 6901 JSON Pointer into the request body, or `?name` for a query parameter. */
  pointer: string;
  code: ErrorCode;
  params?: Params;
}

export type Params = Readonly<Record<string, string | number | readonly string[]>>;

/**
 * A request that is refused, by a stable code. Its wording lives in the error catalogue, its HTTP status in the
 * api; anything else that is thrown is a bug.
 */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly params: Params = {},
    readonly fields: readonly FieldError[] = [],
  ) {
    super(code);
    this.name = 'DomainError';
  }

  /** A refusal that points at one field. */
  static at(pointer: string, code: ErrorCode, params: Params = {}): DomainError {
    return new DomainError(code, params, [{ pointer, code, params }]);
  }
}

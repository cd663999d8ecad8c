import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ApiRequest } from './api-request.js';

/** No row has it, so that whatever is not one of our tags fails the precondition. */
const NO_VERSION = -1;

/**
 * The version that `If-Match` (RFC 9110 §13.1.1) asks for; null when the header is absent or `*`. Hand it to
 * `expectVersion`. Weak, foreign or several tags match nothing.
 */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number | null =>
  expectedVersion(context.switchToHttp().getRequest<ApiRequest>().headers['if-match']),
);

export function expectedVersion(header: string | undefined): number | null {
  const tag = header?.trim();
  if (tag === undefined || tag === '*') return null;
  const match = /^"(\d{1,9})"$/.exec(tag);
  return match ? Number(match[1]) : NO_VERSION;
}

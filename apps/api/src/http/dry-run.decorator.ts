import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { DomainError } from '#kernel';
import type { ApiRequest } from './api-request.js';

/** Whether the request only rehearses; for handlers with effects outside the database. */
export const DryRun = createParamDecorator((_: unknown, context: ExecutionContext): boolean =>
  isDryRun(context.switchToHttp().getRequest<ApiRequest>()),
);

/** `?dryRun=true` on a POST. Anything but true or false is refused. */
export function isDryRun(request: ApiRequest): boolean {
  if (request.method !== 'POST') return false;
  const value = (request.query as Record<string, unknown>)['dryRun'];
  if (value === undefined || value === 'false') return false;
  if (value !== 'true') throw DomainError.at('?dryRun', 'field.invalid', { reason: 'true | false' });
  return true;
}

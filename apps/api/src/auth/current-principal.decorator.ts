import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Principal } from '#agencies';
import { DomainError } from '#kernel';
import type { ApiRequest } from '../http/api-request.js';

/** Who is calling. Only for routes that are not `Public`. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<ApiRequest>();
  if (!principal) throw new DomainError('auth.required');
  return principal;
});

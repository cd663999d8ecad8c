import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { DomainError, isId } from '#kernel';
import type { ApiRequest } from '../http/index.js';

/** The brand whose charter the address names; null: the agency's own. Throws `field.id_invalid` (400). */
export const CharterOwner = createParamDecorator((_: unknown, context: ExecutionContext): string | null => {
  const { brandId } = context.switchToHttp().getRequest<ApiRequest>().params as { brandId?: string };
  if (brandId === undefined) return null;
  if (!isId(brandId)) throw new DomainError('field.id_invalid');
  return brandId.toLowerCase();
});

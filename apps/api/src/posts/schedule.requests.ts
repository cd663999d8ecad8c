import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { Principal } from '#agencies';
import { DomainError } from '#kernel';
import { requireScopes } from '../auth/index.js';
import { IfSent } from '../recurrence/if-sent.js';

/** Of `schedule` and `publish-now`. Both may be called without a body. */
export class ScheduleRequest {
  @ApiPropertyOptional({
    default: false,
    description: 'Let it go out in spite of the blackouts that cover its time; needs `posts:approve` and a reason.',
  })
  @IfSent()
  @IsBoolean()
  ignoreBlackout?: boolean;

  @ApiPropertyOptional({ maxLength: 500, description: 'With `ignoreBlackout`: why. Recorded in the post’s history.' })
  @IfSent()
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  reason?: string;
}

/** Why blackouts are to be ignored; null: they are not. @throws DomainError `auth.scope_missing`, `field.required` */
export function reasonToIgnore({ ignoreBlackout, reason }: ScheduleRequest, principal: Principal): string | null {
  if (!ignoreBlackout) {
    if (reason !== undefined) throw DomainError.at('/ignoreBlackout', 'field.required');
    return null;
  }
  requireScopes(principal, ['posts:approve']);
  if (reason === undefined) throw DomainError.at('/reason', 'field.required');
  return reason;
}

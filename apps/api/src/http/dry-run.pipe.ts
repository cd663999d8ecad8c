import { ParseBoolPipe } from '@nestjs/common';
import { DomainError } from '#kernel';

/** `?dryRun=` of a PATCH or DELETE; on a POST the interceptor sees to it. */
export const DryRunPipe = new ParseBoolPipe({
  optional: true,
  exceptionFactory: () => DomainError.at('?dryRun', 'field.invalid', { reason: 'true | false' }),
});

import { Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError } from '#kernel';

/** Another system's id in a path: 1-200 printable characters without a slash, as `IsExternalId` has it in bodies. */
@Injectable()
export class ExternalIdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!/^(?=.{1,200}$)[^\p{C}\p{Zl}\p{Zp}/]+$/u.test(value))
      throw new DomainError('field.invalid', { reason: '1-200' });
    return value;
  }
}

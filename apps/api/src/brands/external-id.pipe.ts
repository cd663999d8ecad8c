import { Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError } from '#kernel';

const EXTERNAL_ID = /^(?=.{1,200}$)[^\p{C}\p{Zl}\p{Zp}/]+$/u;

/** Another system's id in a path, by the same rule as in bodies. */
@Injectable()
export class ExternalIdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!EXTERNAL_ID.test(value)) throw new DomainError('field.invalid', { reason: 'externalId' });
    return value;
  }
}

import { Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError } from '#kernel';
import { EXTERNAL_ID } from './validators.js';

/** Another system's id in a path, by the same rule as in bodies. */
@Injectable()
export class ExternalIdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!EXTERNAL_ID.test(value)) throw new DomainError('field.invalid', { reason: '1-200' });
    return value;
  }
}

import { Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError, isId } from '#kernel';

/** A path id; `field.id_invalid` (400) unless it is a UUID. */
@Injectable()
export class EntityIdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isId(value)) throw new DomainError('field.id_invalid');
    return value.toLowerCase();
  }
}

import { Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError } from '#kernel';
import { parseOccurrenceId } from '#slots';

/** `<slotId>_<YYYYMMDDTHHmm>` in a path; `field.id_invalid` (400) otherwise. */
@Injectable()
export class OccurrenceIdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!parseOccurrenceId(value)) throw new DomainError('field.id_invalid');
    return value;
  }
}

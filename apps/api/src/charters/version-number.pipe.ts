import { Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError } from '#kernel';

/** The number of a version in a path; `charter.number_invalid` (400) unless it is one. */
@Injectable()
export class VersionNumberPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    if (!/^[1-9]\d{0,8}$/.test(value)) throw new DomainError('charter.number_invalid');
    return Number(value);
  }
}

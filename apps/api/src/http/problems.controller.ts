import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DomainError, type ErrorCode, ERRORS, type Localised } from '#kernel';
import { Public } from '../auth/scopes.decorator.js';
import { STATUS, titleOf } from './status.js';

/** What the `type` of a problem leads to. */
@Public()
@ApiExcludeController()
@Controller('problems')
export class ProblemsController {
  @Get(':code')
  explain(@Param('code') code: string): { code: string; status: number; title: Localised; meaning: Localised } {
    if (!Object.hasOwn(ERRORS, code)) throw new DomainError('request.not_found');
    const known = code as ErrorCode;
    return { code, status: STATUS[known], title: titleOf(STATUS[known]), meaning: ERRORS[known] };
  }
}

import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { type Clock, CLOCK, DomainError } from '#kernel';
import { UnitOfWork } from '#persistence';
import { type Filling, type FillingView, FillOccurrence } from '#planning';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import { OccurrenceIdPipe } from '../occurrences/occurrence-id.pipe.js';
import { FillOccurrenceRequest, toPostInput } from './posts.requests.js';
import { FillingResponse } from './posts.responses.js';

@ApiTags('Posts')
@Controller('v1/occurrences/:occurrenceId/fill')
export class FillController {
  constructor(
    private readonly filling: FillOccurrence,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Give a date its post, new or existing; what the post leaves open comes from the slot' })
  @ApiOkResponse({ type: FillingResponse })
  fill(
    @CurrentPrincipal() { scope, actor }: Principal,
    @Param('occurrenceId', OccurrenceIdPipe) id: string,
    @Body() body: FillOccurrenceRequest,
  ): Promise<FillingView> {
    const request = { scope, actor, now: this.clock.now() };
    return this.unitOfWork.run((tx) => this.filling.run(tx, id, toFilling(body), request));
  }
}

/** A post that exists is edited by itself. */
function toFilling({ postId, ...body }: FillOccurrenceRequest): Filling {
  if (postId === undefined) return { post: toPostInput(body) };
  const [other] = Object.entries(body).find(([, value]) => value !== undefined) ?? [];
  if (other) throw DomainError.at(`/${other}`, 'field.unknown');
  return { postId: postId.toLowerCase() };
}

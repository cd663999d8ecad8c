import { Body, Controller, Get, Inject, Param, Patch, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { type Clock, CLOCK } from '#kernel';
import { type Page, UnitOfWork } from '#persistence';
import { MoveOccurrence } from '#planning';
import { OccurrenceService, type OccurrenceView } from '#slots';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import { EntityIdPipe, IfMatch } from '../http/index.js';
import { OccurrenceIdPipe } from './occurrence-id.pipe.js';
import { ListOccurrencesQuery, PatchOccurrenceRequest } from './occurrences.requests.js';
import { OccurrencePageResponse, OccurrenceResponse } from './occurrences.responses.js';

@ApiTags('Slots')
@Controller('v1')
export class OccurrencesController {
  constructor(
    private readonly occurrences: OccurrenceService,
    private readonly moveOccurrence: MoveOccurrence,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('slots/:slotId/occurrences')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'The dates of a slot that start in a window, by start; all on one page' })
  @ApiOkResponse({ type: OccurrencePageResponse })
  async list(
    @CurrentPrincipal() { scope }: Principal,
    @Param('slotId', EntityIdPipe) slotId: string,
    @Query() { from, to }: ListOccurrencesQuery,
  ): Promise<Page<OccurrenceView>> {
    const data = await this.unitOfWork.read((tx) => this.occurrences.occurrencesOf(tx, scope, slotId, from, to));
    return { data, nextCursor: null };
  }

  @Get('occurrences/:occurrenceId')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'One date of a slot, however far ahead' })
  @ApiOkResponse({ type: OccurrenceResponse })
  get(
    @CurrentPrincipal() { scope }: Principal,
    @Param('occurrenceId', OccurrenceIdPipe) id: string,
  ): Promise<OccurrenceView> {
    return this.unitOfWork.read((tx) => this.occurrences.get(tx, scope, id));
  }

  @Patch('occurrences/:occurrenceId')
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Skip, move, assign or annotate this date only' })
  @ApiOkResponse({ type: OccurrenceResponse })
  patch(
    @CurrentPrincipal() { scope, actor }: Principal,
    @Param('occurrenceId', OccurrenceIdPipe) id: string,
    @IfMatch() expectedVersion: number | null,
    @Body() body: PatchOccurrenceRequest,
  ): Promise<OccurrenceView> {
    const request = { scope, actor, now: this.clock.now(), expectedVersion };
    return this.unitOfWork.run((tx) => this.moveOccurrence.run(tx, id, body, request));
  }
}

import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { type Clock, CLOCK } from '#kernel';
import type { Page } from '#persistence';
import { type PausePreview, PauseService, type PauseView } from '#publishing';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import { EntityIdPipe } from '../http/index.js';
import { CreatePauseRequest, ListPausesQuery, PreviewPauseRequest } from './pauses.requests.js';
import { PausePageResponse, PausePreviewResponse, PauseResponse } from './pauses.responses.js';

@ApiTags('Pauses')
@Controller('v1/pauses')
export class PausesController {
  constructor(
    private readonly pauses: PauseService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'Stops on publishing, newest first' })
  @ApiOkResponse({ type: PausePageResponse })
  list(@CurrentPrincipal() { scope }: Principal, @Query() query: ListPausesQuery): Promise<Page<PauseView>> {
    return this.pauses.list(scope, { standing: query.standing }, query);
  }

  @Post()
  @Scopes('publishing:operate')
  @ApiOperation({ summary: 'Stop publishing for a scope: whatever is not in flight yet is held when its time comes' })
  @ApiCreatedResponse({ type: PauseResponse })
  create(@CurrentPrincipal() principal: Principal, @Body() body: CreatePauseRequest): Promise<PauseView> {
    return this.pauses.create({ ...principal, now: this.clock.now() }, body.scope, body.reason);
  }

  @Post('preview')
  @HttpCode(200)
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'What a pause would stop; writes nothing' })
  @ApiOkResponse({ type: PausePreviewResponse })
  preview(@CurrentPrincipal() principal: Principal, @Body() body: PreviewPauseRequest): Promise<PausePreview> {
    return this.pauses.preview({ ...principal, now: this.clock.now() }, body.scope);
  }

  @Post(':pauseId/lift')
  @HttpCode(200)
  @Scopes('publishing:operate')
  @ApiOperation({
    summary:
      'End a pause. Nothing is sent late by itself: what was due meanwhile becomes missed, and `triage` lists it',
  })
  @ApiOkResponse({ type: PauseResponse })
  lift(@CurrentPrincipal() principal: Principal, @Param('pauseId', EntityIdPipe) id: string): Promise<PauseView> {
    return this.pauses.lift({ ...principal, now: this.clock.now() }, id);
  }
}

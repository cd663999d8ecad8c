import { Body, Controller, Delete, Get, HttpStatus, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { type Clock, CLOCK } from '#kernel';
import { type Page, UnitOfWork } from '#persistence';
import { type ChangedBlackoutView, CreateBlackout, DeleteBlackout, EditBlackout } from '#planning';
import { BlackoutService, type BlackoutView } from '#slots';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import { type ApiReply, DryRunPipe, EntityIdPipe, IfMatch } from '../http/index.js';
import { CreateBlackoutRequest, ListBlackoutsQuery, PatchBlackoutRequest } from './blackouts.requests.js';
import { BlackoutPageResponse, BlackoutResponse, ChangedBlackoutResponse } from './blackouts.responses.js';

@ApiTags('Blackouts')
@Controller('v1/blackouts')
export class BlackoutsController {
  constructor(
    private readonly blackouts: BlackoutService,
    private readonly creation: CreateBlackout,
    private readonly edit: EditBlackout,
    private readonly deletion: DeleteBlackout,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'What closes the calendars of the key’s brands, newest first' })
  @ApiOkResponse({ type: BlackoutPageResponse })
  list(@CurrentPrincipal() { scope }: Principal, @Query() query: ListBlackoutsQuery): Promise<Page<BlackoutView>> {
    return this.unitOfWork.read((tx) => this.blackouts.list(tx, scope, { brandId: query.brandId }, query));
  }

  @Post()
  @Scopes('calendar:write')
  @ApiOperation({
    summary: 'Close the calendar: dates that nobody touched skip, shift or need approval; scheduled posts are held',
  })
  @ApiCreatedResponse({ type: ChangedBlackoutResponse })
  create(
    @CurrentPrincipal() { scope, actor }: Principal,
    @Body() { brandId, ...input }: CreateBlackoutRequest,
  ): Promise<ChangedBlackoutView> {
    const request = { scope, actor, now: this.clock.now() };
    return this.unitOfWork.run((tx) => this.creation.run(tx, brandId ?? null, input, request));
  }

  @Get(':blackoutId')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'One blackout' })
  @ApiOkResponse({ type: BlackoutResponse })
  get(@CurrentPrincipal() { scope }: Principal, @Param('blackoutId', EntityIdPipe) id: string): Promise<BlackoutView> {
    return this.unitOfWork.read((tx) => this.blackouts.get(tx, scope, id));
  }

  @Patch(':blackoutId')
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Change a blackout; with `dryRun=true` only tell what that would do to the calendar' })
  @ApiQuery({ name: 'dryRun', type: Boolean, required: false })
  @ApiOkResponse({ type: ChangedBlackoutResponse })
  patch(
    @CurrentPrincipal() { scope, actor }: Principal,
    @Param('blackoutId', EntityIdPipe) id: string,
    @IfMatch() expectedVersion: number | null,
    @Body() body: PatchBlackoutRequest,
    @Query('dryRun', DryRunPipe) dryRun?: boolean,
  ): Promise<ChangedBlackoutView> {
    const request = { scope, actor, now: this.clock.now(), expectedVersion };
    return this.unitOfWork[dryRun ? 'rehearse' : 'run']((tx) => this.edit.run(tx, id, body, request));
  }

  @Delete(':blackoutId')
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Open the calendar again; with `dryRun=true` only tell what that would do (200)' })
  @ApiQuery({ name: 'dryRun', type: Boolean, required: false })
  @ApiOkResponse({ type: ChangedBlackoutResponse, description: 'With `dryRun=true`.' })
  @ApiNoContentResponse()
  async delete(
    @CurrentPrincipal() { scope, actor }: Principal,
    @Param('blackoutId', EntityIdPipe) id: string,
    @IfMatch() expectedVersion: number | null,
    @Res({ passthrough: true }) reply: ApiReply,
    @Query('dryRun', DryRunPipe) dryRun?: boolean,
  ): Promise<ChangedBlackoutView | undefined> {
    const request = { scope, actor, now: this.clock.now(), expectedVersion };
    const work = dryRun ? 'rehearse' : 'run';
    const deleted = await this.unitOfWork[work]((tx) => this.deletion.run(tx, id, request));
    if (dryRun) return deleted;
    reply.status(HttpStatus.NO_CONTENT);
    return undefined;
  }
}

import { Body, Controller, Delete, Get, Inject, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { type Clock, CLOCK } from '#kernel';
import { type Page, UnitOfWork } from '#persistence';
import { DeleteSlot, type DeletionView, EditSlot } from '#planning';
import { type EditedSlotView, type SlotChangeRequest, SlotService, type SlotView } from '#slots';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import {
  answerDeletion,
  ApiDeletion,
  type ApiReply,
  DryRunPipe,
  EntityIdPipe,
  ExternalIdPipe,
  IfMatch,
} from '../http/index.js';
import { CreateSlotRequest, ListSlotsQuery, PatchSlotRequest, UpsertSlotRequest } from './slots.requests.js';
import { EditedSlotResponse, SlotPageResponse, SlotResponse } from './slots.responses.js';

@ApiTags('Slots')
@Controller('v1')
export class SlotsController {
  constructor(
    private readonly slots: SlotService,
    private readonly editSlot: EditSlot,
    private readonly deleteSlot: DeleteSlot,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('brands/:brandId/slots')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'The slots of a brand, oldest first' })
  @ApiOkResponse({ type: SlotPageResponse })
  list(
    @CurrentPrincipal() { scope }: Principal,
    @Param('brandId', EntityIdPipe) brandId: string,
    @Query() query: ListSlotsQuery,
  ): Promise<Page<SlotView>> {
    const request = { scope, now: this.clock.now() };
    return this.unitOfWork.read((tx) => this.slots.list(tx, brandId, query, query, request));
  }

  @Post('brands/:brandId/slots')
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Add a recurring place to the calendar; a start in the past makes no past dates' })
  @ApiCreatedResponse({ type: SlotResponse })
  create(
    @CurrentPrincipal() principal: Principal,
    @Param('brandId', EntityIdPipe) brandId: string,
    @Body() body: CreateSlotRequest,
  ): Promise<SlotView> {
    return this.unitOfWork.run((tx) => this.slots.create(tx, brandId, body, this.request(principal, null)));
  }

  @Put('brands/:brandId/slots/by-external-id/:externalId')
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Make or change the slot that another system knows by its own id' })
  @ApiOkResponse({ type: EditedSlotResponse })
  @ApiCreatedResponse({ type: EditedSlotResponse })
  async upsert(
    @CurrentPrincipal() principal: Principal,
    @Param('brandId', EntityIdPipe) brandId: string,
    @Param('externalId', ExternalIdPipe) externalId: string,
    @IfMatch() version: number | null,
    @Body() body: UpsertSlotRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<EditedSlotView> {
    const request = this.request(principal, version);
    const { slot, created } = await this.unitOfWork.run((tx) =>
      this.slots.upsert(tx, brandId, externalId, body, request),
    );
    reply.status(created ? 201 : 200);
    return slot;
  }

  @Get('slots/:slotId')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'One slot with its next dates' })
  @ApiOkResponse({ type: SlotResponse })
  get(@CurrentPrincipal() { scope }: Principal, @Param('slotId', EntityIdPipe) id: string): Promise<SlotView> {
    return this.unitOfWork.read((tx) => this.slots.get(tx, id, { scope, now: this.clock.now() }));
  }

  @Patch('slots/:slotId')
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Change a slot; with `dryRun=true` only tell what a new recurrence would do to its dates' })
  @ApiQuery({ name: 'dryRun', type: Boolean, required: false })
  @ApiOkResponse({ type: EditedSlotResponse })
  patch(
    @CurrentPrincipal() principal: Principal,
    @Param('slotId', EntityIdPipe) id: string,
    @IfMatch() version: number | null,
    @Body() body: PatchSlotRequest,
    @Query('dryRun', DryRunPipe) dryRun?: boolean,
  ): Promise<EditedSlotView> {
    const request = this.request(principal, version);
    const work = dryRun ? 'rehearse' : 'run';
    return this.unitOfWork[work]((tx) => this.editSlot.run(tx, id, body, request));
  }

  @Delete('slots/:slotId')
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Archive a slot: its past stays, posts that wait in its dates are drafts again' })
  @ApiDeletion()
  archive(
    @CurrentPrincipal() principal: Principal,
    @Param('slotId', EntityIdPipe) id: string,
    @IfMatch() version: number | null,
    @Query('dryRun', DryRunPipe) dryRun: boolean | undefined,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<DeletionView | undefined> {
    const request = this.request(principal, version);
    return answerDeletion(this.unitOfWork, reply, dryRun, (tx) => this.deleteSlot.run(tx, id, request));
  }

  private request({ scope, actor }: Principal, expectedVersion: number | null): SlotChangeRequest {
    return { scope, actor, now: this.clock.now(), expectedVersion };
  }
}

import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { type Clock, CLOCK } from '#kernel';
import { type Page, UnitOfWork } from '#persistence';
import { RevokeWaiver } from '#planning';
import { listWaivers, waiveFinding, type WaiverView } from '#posts';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import { EntityIdPipe } from '../http/index.js';
import { CreateWaiverRequest } from './waivers.requests.js';
import { WaiverListResponse, WaiverResponse } from './waivers.responses.js';

@ApiTags('Posts')
@Controller('v1')
export class WaiversController {
  constructor(
    private readonly revocation: RevokeWaiver,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('posts/:postId/waivers')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'What somebody let pass in a post, oldest first, with what it is still good for' })
  @ApiOkResponse({ type: WaiverListResponse })
  async list(
    @CurrentPrincipal() { scope }: Principal,
    @Param('postId', EntityIdPipe) postId: string,
  ): Promise<Page<WaiverView>> {
    const data = await this.unitOfWork.read((tx) => listWaivers(tx, scope, postId, this.clock.now()));
    return { data, nextCursor: null };
  }

  @Post('posts/:postId/waivers')
  @Scopes('posts:approve')
  @ApiOperation({ summary: 'Let one finding of a post pass, for a while; not for whoever wrote it' })
  @ApiCreatedResponse({ type: WaiverResponse })
  async create(
    @CurrentPrincipal() { scope, actor }: Principal,
    @Param('postId', EntityIdPipe) postId: string,
    @Body() body: CreateWaiverRequest,
  ): Promise<WaiverView> {
    const request = { scope, actor, now: this.clock.now() };
    return (await this.unitOfWork.run((tx) => waiveFinding(tx, postId, body, request))).view;
  }

  @Delete('waivers/:waiverId')
  @HttpCode(204)
  @Scopes('posts:approve')
  @ApiOperation({ summary: 'Take a waiver back: what passed by it alone is held' })
  @ApiNoContentResponse()
  async revoke(
    @CurrentPrincipal() { scope, actor }: Principal,
    @Param('waiverId', EntityIdPipe) id: string,
  ): Promise<void> {
    await this.unitOfWork.run((tx) => this.revocation.run(tx, id, { scope, actor, now: this.clock.now() }));
  }
}

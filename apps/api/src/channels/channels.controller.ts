import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { ChannelService, type ChannelView, ConnectChannel, type ConnectContext } from '#channels';
import { type Clock, CLOCK } from '#kernel';
import { type Page, UnitOfWork } from '#persistence';
import { DeleteChannel, type DeletionView } from '#planning';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import {
  answerDeletion,
  ApiDeletion,
  type ApiReply,
  AsksNetwork,
  DryRun,
  DryRunPipe,
  EntityIdPipe,
  IfMatch,
  PageQuery,
} from '../http/index.js';
import { CreateChannelRequest, ReconnectChannelRequest, UpdateChannelRequest } from './channels.requests.js';
import { ChannelPageResponse, ChannelResponse } from './channels.responses.js';

@ApiTags('Channels')
@Controller('v1')
export class ChannelsController {
  constructor(
    private readonly channels: ChannelService,
    private readonly connector: ConnectChannel,
    private readonly deletion: DeleteChannel,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('brands/:brandId/channels')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'The brand’s accounts, in the order in which they were connected' })
  @ApiOkResponse({ type: ChannelPageResponse })
  list(
    @CurrentPrincipal() { scope }: Principal,
    @Param('brandId', EntityIdPipe) brandId: string,
    @Query() page: PageQuery,
  ): Promise<Page<ChannelView>> {
    return this.unitOfWork.read((tx) => this.channels.list(tx, scope, brandId, page));
  }

  @Post('brands/:brandId/channels')
  @AsksNetwork()
  @Scopes('channels:write')
  @ApiOperation({ summary: 'Connect an account; the network is asked whether it works, and `health` tells' })
  @ApiCreatedResponse({ type: ChannelResponse })
  connect(
    @CurrentPrincipal() principal: Principal,
    @Param('brandId', EntityIdPipe) brandId: string,
    @Body() body: CreateChannelRequest,
    @DryRun() dryRun: boolean,
  ): Promise<ChannelView> {
    return this.connector.connect(this.context(principal, dryRun), brandId, body);
  }

  @Get('channels/:channelId')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'One channel' })
  @ApiOkResponse({ type: ChannelResponse })
  get(@CurrentPrincipal() { scope }: Principal, @Param('channelId', EntityIdPipe) id: string): Promise<ChannelView> {
    return this.unitOfWork.read((tx) => this.channels.get(tx, scope, id));
  }

  @Patch('channels/:channelId')
  @Scopes('channels:write')
  @ApiOperation({ summary: 'Change what the body names; new credentials are checked with the network' })
  @ApiOkResponse({ type: ChannelResponse })
  update(
    @CurrentPrincipal() principal: Principal,
    @Param('channelId', EntityIdPipe) id: string,
    @Body() { credentials, ...patch }: UpdateChannelRequest,
    @IfMatch() expected: number | null,
  ): Promise<ChannelView> {
    if (credentials) {
      return this.connector.reconnect(this.context(principal, false), id, { ...patch, credentials }, expected);
    }
    return this.unitOfWork.run((tx) =>
      this.channels.rename(tx, principal.scope, id, patch, expected, this.clock.now()),
    );
  }

  @Delete('channels/:channelId')
  @Scopes('channels:write')
  @ApiOperation({
    summary: 'Disconnect an account: its credentials are shredded, posts and slots go on without it, or as drafts',
  })
  @ApiDeletion()
  remove(
    @CurrentPrincipal() { scope, actor }: Principal,
    @Param('channelId', EntityIdPipe) id: string,
    @IfMatch() expectedVersion: number | null,
    @Query('dryRun', DryRunPipe) dryRun: boolean | undefined,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<DeletionView | undefined> {
    const request = { scope, actor, now: this.clock.now(), expectedVersion };
    return answerDeletion(this.unitOfWork, reply, dryRun, (tx) => this.deletion.run(tx, id, request));
  }

  @Post('channels/:channelId/verify')
  @AsksNetwork()
  @HttpCode(200)
  @Scopes('channels:write')
  @ApiOperation({ summary: 'Ask the network again whether the account works; publishes nothing' })
  @ApiOkResponse({ type: ChannelResponse })
  verify(
    @CurrentPrincipal() principal: Principal,
    @Param('channelId', EntityIdPipe) id: string,
    @DryRun() dryRun: boolean,
  ): Promise<ChannelView> {
    return this.connector.verify(this.context(principal, dryRun), id);
  }

  @Post('channels/:channelId/reconnect')
  @AsksNetwork()
  @HttpCode(200)
  @Scopes('channels:write')
  @ApiOperation({
    summary: 'Give the account new credentials, all of them; what was held for them leaves when they work',
  })
  @ApiOkResponse({ type: ChannelResponse })
  reconnect(
    @CurrentPrincipal() principal: Principal,
    @Param('channelId', EntityIdPipe) id: string,
    @Body() { credentials }: ReconnectChannelRequest,
    @DryRun() dryRun: boolean,
  ): Promise<ChannelView> {
    return this.connector.reconnect(this.context(principal, dryRun), id, { credentials });
  }

  private context({ scope, actor }: Principal, dryRun: boolean): ConnectContext {
    return { scope, actor, now: this.clock.now(), dryRun };
  }
}

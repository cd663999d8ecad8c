import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import {
  type AgreementView,
  AuthorizeChannel,
  type AuthorizationView,
  type ChannelView,
  ConnectAgreed,
  type ConnectContext,
} from '#channels';
import { type Clock, CLOCK } from '#kernel';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import { AsksNetwork, DryRun, EntityIdPipe } from '../http/index.js';
import { ChannelResponse } from './channels.responses.js';
import { AuthorizeChannelRequest, ConnectAgreedRequest } from './oauth.requests.js';
import { AgreementResponse, AuthorizationResponse } from './oauth.responses.js';

/** Connecting accounts by agreeing on the network's own pages. */
@ApiTags('Channels')
@Controller()
export class OAuthController {
  constructor(
    private readonly authorizer: AuthorizeChannel,
    private readonly agreements: ConnectAgreed,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('v1/brands/:brandId/channels/authorize')
  @AsksNetwork()
  @Scopes('channels:write')
  @ApiOperation({
    summary: 'Begin to connect an account, or to authorise a channel anew, on the network’s own pages',
  })
  @ApiCreatedResponse({ type: AuthorizationResponse })
  authorize(
    @CurrentPrincipal() principal: Principal,
    @Param('brandId', EntityIdPipe) brandId: string,
    @Body() body: AuthorizeChannelRequest,
    @DryRun() dryRun: boolean,
  ): Promise<AuthorizationView> {
    return this.authorizer.begin(this.context(principal, dryRun), brandId, body);
  }

  @Get('v1/oauth/agreements/:agreementId')
  @Scopes('channels:write')
  @ApiOperation({ summary: 'What became of an agreement, and the accounts it opened; forgotten when it expires' })
  @ApiOkResponse({ type: AgreementResponse })
  agreement(
    @CurrentPrincipal() principal: Principal,
    @Param('agreementId', EntityIdPipe) id: string,
  ): Promise<AgreementView> {
    return this.agreements.get(this.context(principal, false), id);
  }

  @Post('v1/oauth/agreements/:agreementId/channels')
  @AsksNetwork()
  @Scopes('channels:write')
  @ApiOperation({ summary: 'Connect one of the accounts that an agreement opened' })
  @ApiCreatedResponse({ type: ChannelResponse })
  choose(
    @CurrentPrincipal() principal: Principal,
    @Param('agreementId', EntityIdPipe) id: string,
    @Body() body: ConnectAgreedRequest,
    @DryRun() dryRun: boolean,
  ): Promise<ChannelView> {
    return this.agreements.run(this.context(principal, dryRun), id, body);
  }

  private context({ scope, actor }: Principal, dryRun: boolean): ConnectContext {
    return { scope, actor, now: this.clock.now(), dryRun };
  }
}

import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import {
  type AgreementView,
  AuthorizeChannel,
  type AuthorizationView,
  type ChannelView,
  CompleteAgreement,
  ConnectAgreed,
  type ConnectContext,
} from '#channels';
import { type Clock, CLOCK } from '#kernel';
import { CurrentPrincipal, Public, Scopes } from '../auth/index.js';
import {
  type ApiReply,
  type ApiRequest,
  DryRun,
  EntityIdPipe,
  preferredLanguage,
  type Problem,
  ProblemWriter,
} from '../http/index.js';
import { ChannelResponse } from './channels.responses.js';
import { AuthorizeChannelRequest, ConnectAgreedRequest } from './oauth.requests.js';
import { AgreementResponse, AuthorizationResponse } from './oauth.responses.js';
import { PAGE_POLICY, pageOf, problemPage, renderPage } from './oauth-page.js';

/** Connecting accounts by agreeing on the network's own pages. */
@ApiTags('Channels')
@Controller()
export class OAuthController {
  constructor(
    private readonly authorizer: AuthorizeChannel,
    private readonly completer: CompleteAgreement,
    private readonly agreements: ConnectAgreed,
    private readonly problems: ProblemWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('v1/brands/:brandId/channels/authorize')
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

  @Get('oauth/callback')
  @Public()
  @HttpCode(200)
  @ApiTags('Public')
  @ApiOperation({ summary: 'Where a network sends a person back to; answers a page for them' })
  @ApiQuery({ name: 'state', type: String, required: false })
  @ApiQuery({ name: 'code', type: String, required: false })
  @ApiQuery({ name: 'error', type: String, required: false, description: 'See RFC 6749 §4.1.2.1.' })
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  async callback(
    // Whatever networks add of their own is no concern of ours: a query of any names.
    @Query() answer: object,
    @Req() request: ApiRequest,
    @Res() reply: ApiReply,
  ): Promise<void> {
    const language = preferredLanguage(request.headers['accept-language']);
    const { status, page } = await this.completer.run(toParameters(answer), this.clock.now()).then(
      (completion) => ({ status: 200, page: pageOf(completion, language) }),
      (error: unknown) => {
        const answer = this.problems.write(error, request);
        return { status: answer.status, page: problemPage(JSON.parse(answer.body) as Problem) };
      },
    );
    void reply.code(status).headers({
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      'content-security-policy': PAGE_POLICY,
      'cache-control': 'no-store',
      vary: 'Accept-Language',
    });
    await reply.send(renderPage(page, language));
  }

  private context({ scope, actor }: Principal, dryRun: boolean): ConnectContext {
    return { scope, actor, now: this.clock.now(), dryRun };
  }
}

/** A name that came twice stays so, and is refused as such. */
function toParameters(query: object): URLSearchParams {
  const pairs = Object.entries(query as Record<string, string | string[]>);
  return new URLSearchParams(
    pairs.flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
  );
}

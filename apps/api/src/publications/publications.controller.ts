import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { type BrandScope, type Clock, CLOCK } from '#kernel';
import { type Page, type Tx, UnitOfWork } from '#persistence';
import { ResendPublication } from '#planning';
import {
  type OperationContext,
  PublicationOperations,
  PublicationRepository,
  type PublicationView,
  type Resolution,
} from '#publishing';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import { AsksNetwork, DryRun, EntityIdPipe, PageQuery } from '../http/index.js';
import { PublicationAdviser } from './publication-adviser.js';
import { ListPublicationsQuery, ResolvePublicationRequest } from './publications.requests.js';
import { PublicationPageResponse, PublicationResponse } from './publications.responses.js';

@ApiTags('Publications')
@Controller('v1')
export class PublicationsController {
  constructor(
    private readonly publications: PublicationRepository,
    private readonly operations: PublicationOperations,
    private readonly resend: ResendPublication,
    private readonly unitOfWork: UnitOfWork,
    private readonly adviser: PublicationAdviser,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('publications')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'The publish ledger: by due time, then id' })
  @ApiOkResponse({ type: PublicationPageResponse })
  list(
    @CurrentPrincipal() { scope }: Principal,
    @Query() query: ListPublicationsQuery,
    @Headers('accept-language') wishes?: string,
  ): Promise<Page<PublicationResponse>> {
    const filter = {
      states: query.state,
      channelIds: query.channelId,
      brandIds: query.brandId,
      from: query.from,
      to: query.to,
    };
    return this.page(scope, wishes, (tx) => this.publications.list(tx, scope, filter, query));
  }

  @Get('posts/:postId/publications')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'The publications of one post, earlier generations included' })
  @ApiOkResponse({ type: PublicationPageResponse })
  ofPost(
    @CurrentPrincipal() { scope }: Principal,
    @Param('postId', EntityIdPipe) postId: string,
    @Query() query: PageQuery,
    @Headers('accept-language') wishes?: string,
  ): Promise<Page<PublicationResponse>> {
    return this.page(scope, wishes, async (tx) => {
      await this.publications.requirePost(tx, scope, postId);
      return this.publications.list(tx, scope, { postId }, query);
    });
  }

  @Get('publications/:publicationId')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'One publication with every attempt' })
  @ApiOkResponse({ type: PublicationResponse })
  get(
    @CurrentPrincipal() { scope }: Principal,
    @Param('publicationId', EntityIdPipe) id: string,
    @Headers('accept-language') wishes?: string,
  ): Promise<PublicationResponse> {
    return this.one(
      scope,
      wishes,
      this.unitOfWork.read((tx) => this.publications.get(tx, scope, id)),
    );
  }

  @Post('publications/:publicationId/retry')
  @HttpCode(200)
  @Scopes('publishing:operate')
  @ApiOperation({ summary: 'Send again, now, what failed, was missed or cancelled' })
  @ApiOkResponse({ type: PublicationResponse })
  retry(
    @CurrentPrincipal() principal: Principal,
    @Param('publicationId', EntityIdPipe) id: string,
    @Headers('accept-language') wishes?: string,
  ): Promise<PublicationResponse> {
    return this.one(principal.scope, wishes, this.again('retry', principal, id));
  }

  @Post('publications/:publicationId/resolve')
  @HttpCode(200)
  @Scopes('publishing:operate')
  @ApiOperation({ summary: 'Settle an unconfirmed one by what you saw on the network' })
  @ApiOkResponse({ type: PublicationResponse })
  resolve(
    @CurrentPrincipal() principal: Principal,
    @Param('publicationId', EntityIdPipe) id: string,
    @Body() body: ResolvePublicationRequest,
    @Headers('accept-language') wishes?: string,
  ): Promise<PublicationResponse> {
    const resolution: Resolution =
      body.outcome === 'published'
        ? { outcome: 'published', remoteUrl: body.remoteUrl!, remoteId: body.remoteId }
        : { outcome: 'not_published' };
    return this.one(principal.scope, wishes, this.operations.resolve(this.context(principal), id, resolution));
  }

  @Post('publications/:publicationId/cancel')
  @HttpCode(200)
  @Scopes('publishing:operate')
  @ApiOperation({ summary: 'Take back one that has not left' })
  @ApiOkResponse({ type: PublicationResponse })
  cancel(
    @CurrentPrincipal() principal: Principal,
    @Param('publicationId', EntityIdPipe) id: string,
    @Headers('accept-language') wishes?: string,
  ): Promise<PublicationResponse> {
    return this.one(principal.scope, wishes, this.operations.cancel(this.context(principal), id));
  }

  @Post('publications/:publicationId/republish')
  @HttpCode(200)
  @Scopes('publishing:operate')
  @ApiOperation({ summary: 'Send a settled one once more, on purpose, as a further generation' })
  @ApiOkResponse({ type: PublicationResponse })
  republish(
    @CurrentPrincipal() principal: Principal,
    @Param('publicationId', EntityIdPipe) id: string,
    @Headers('accept-language') wishes?: string,
  ): Promise<PublicationResponse> {
    return this.one(principal.scope, wishes, this.again('republish', principal, id));
  }

  @Post('publications/:publicationId/remove')
  @AsksNetwork()
  @HttpCode(200)
  @Scopes('publishing:operate')
  @ApiOperation({ summary: 'Take a published one back from the network, where the network allows it' })
  @ApiOkResponse({ type: PublicationResponse })
  remove(
    @CurrentPrincipal() principal: Principal,
    @Param('publicationId', EntityIdPipe) id: string,
    @DryRun() dryRun: boolean,
    @Headers('accept-language') wishes?: string,
  ): Promise<PublicationResponse> {
    return this.one(principal.scope, wishes, this.operations.remove(this.context(principal), id, dryRun));
  }

  private async page(
    scope: BrandScope,
    wishes: string | undefined,
    read: (tx: Tx) => Promise<Page<PublicationView>>,
  ): Promise<Page<PublicationResponse>> {
    const { data, nextCursor } = await this.unitOfWork.read(read);
    return { data: await this.adviser.advise(scope, data, wishes), nextCursor };
  }

  private async one(
    scope: BrandScope,
    wishes: string | undefined,
    view: Promise<PublicationView>,
  ): Promise<PublicationResponse> {
    const [advised] = await this.adviser.advise(scope, [await view], wishes);
    return advised!;
  }

  private again(verb: 'retry' | 'republish', principal: Principal, id: string): Promise<PublicationView> {
    return this.unitOfWork.run((tx) => this.resend.run(tx, id, verb, this.context(principal)));
  }

  private context({ scope, actor }: Principal): OperationContext {
    return { scope, actor, now: this.clock.now() };
  }
}

import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { type Clock, CLOCK } from '#kernel';
import { type Page, UnitOfWork } from '#persistence';
import {
  type OperationContext,
  PublicationOperations,
  PublicationRepository,
  type PublicationView,
  type Resolution,
} from '#publishing';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import { DryRun, EntityIdPipe, PageQuery } from '../http/index.js';
import { ListPublicationsQuery, ResolvePublicationRequest } from './publications.requests.js';
import { PublicationPageResponse, PublicationResponse } from './publications.responses.js';

@ApiTags('Publications')
@Controller('v1')
export class PublicationsController {
  constructor(
    private readonly publications: PublicationRepository,
    private readonly operations: PublicationOperations,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('publications')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'The publish ledger: by due time, then id' })
  @ApiOkResponse({ type: PublicationPageResponse })
  list(
    @CurrentPrincipal() { scope }: Principal,
    @Query() query: ListPublicationsQuery,
  ): Promise<Page<PublicationView>> {
    const filter = {
      states: query.state,
      channelIds: query.channelId,
      brandIds: query.brandId,
      from: query.from,
      to: query.to,
    };
    return this.unitOfWork.read((tx) => this.publications.list(tx, scope, filter, query));
  }

  @Get('posts/:postId/publications')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'The publications of one post, earlier generations included' })
  @ApiOkResponse({ type: PublicationPageResponse })
  ofPost(
    @CurrentPrincipal() { scope }: Principal,
    @Param('postId', EntityIdPipe) postId: string,
    @Query() query: PageQuery,
  ): Promise<Page<PublicationView>> {
    return this.unitOfWork.read(async (tx) => {
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
  ): Promise<PublicationView> {
    return this.unitOfWork.read((tx) => this.publications.get(tx, scope, id));
  }

  @Post('publications/:publicationId/retry')
  @HttpCode(200)
  @Scopes('publishing:operate')
  @ApiOperation({ summary: 'Send again, now, what failed, was missed or cancelled' })
  @ApiOkResponse({ type: PublicationResponse })
  retry(
    @CurrentPrincipal() principal: Principal,
    @Param('publicationId', EntityIdPipe) id: string,
  ): Promise<PublicationView> {
    return this.operations.retry(this.context(principal), id);
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
  ): Promise<PublicationView> {
    const resolution: Resolution =
      body.outcome === 'published'
        ? { outcome: 'published', remoteUrl: body.remoteUrl!, remoteId: body.remoteId }
        : { outcome: 'not_published' };
    return this.operations.resolve(this.context(principal), id, resolution);
  }

  @Post('publications/:publicationId/cancel')
  @HttpCode(200)
  @Scopes('publishing:operate')
  @ApiOperation({ summary: 'Take back one that has not left' })
  @ApiOkResponse({ type: PublicationResponse })
  cancel(
    @CurrentPrincipal() principal: Principal,
    @Param('publicationId', EntityIdPipe) id: string,
  ): Promise<PublicationView> {
    return this.operations.cancel(this.context(principal), id);
  }

  @Post('publications/:publicationId/republish')
  @HttpCode(200)
  @Scopes('publishing:operate')
  @ApiOperation({ summary: 'Send a settled one once more, on purpose, as a further generation' })
  @ApiOkResponse({ type: PublicationResponse })
  republish(
    @CurrentPrincipal() principal: Principal,
    @Param('publicationId', EntityIdPipe) id: string,
  ): Promise<PublicationView> {
    return this.operations.republish(this.context(principal), id);
  }

  @Post('publications/:publicationId/remove')
  @HttpCode(200)
  @Scopes('publishing:operate')
  @ApiOperation({ summary: 'Take a published one back from the network, where the network allows it' })
  @ApiOkResponse({ type: PublicationResponse })
  remove(
    @CurrentPrincipal() principal: Principal,
    @Param('publicationId', EntityIdPipe) id: string,
    @DryRun() dryRun: boolean,
  ): Promise<PublicationView> {
    return this.operations.remove(this.context(principal), id, dryRun);
  }

  private context({ scope, actor }: Principal): OperationContext {
    return { scope, actor, now: this.clock.now() };
  }
}

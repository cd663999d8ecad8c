import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { type Clock, CLOCK } from '#kernel';
import { type Tx, UnitOfWork } from '#persistence';
import { CancelPost, PublishNow, SchedulePost, UnschedulePost } from '#planning';
import { type PostRequest, PostService, type PostView } from '#posts';
import { CurrentPrincipal, mayApprove, Scopes } from '../auth/index.js';
import { EntityIdPipe } from '../http/index.js';
import { PostResponse } from './posts.responses.js';
import { reasonToIgnore, ScheduleRequest } from './schedule.requests.js';

/** One route per verb of the post's state table; each answers the post. */
@ApiTags('Posts')
@Controller('v1/posts/:postId')
export class PostTransitionsController {
  constructor(
    private readonly posts: PostService,
    private readonly scheduling: SchedulePost,
    private readonly unscheduling: UnschedulePost,
    private readonly publishing: PublishNow,
    private readonly cancelling: CancelPost,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('submit')
  @HttpCode(200)
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Hand a draft in for review' })
  @ApiOkResponse({ type: PostResponse })
  submit(@CurrentPrincipal() principal: Principal, @Param('postId', EntityIdPipe) id: string): Promise<PostView> {
    return this.run(principal, (tx, request) => this.posts.review(tx, id, 'submit', request));
  }

  @Post('approve')
  @HttpCode(200)
  @Scopes('posts:approve')
  @ApiOperation({ summary: 'Approve what is in review' })
  @ApiOkResponse({ type: PostResponse })
  approve(@CurrentPrincipal() principal: Principal, @Param('postId', EntityIdPipe) id: string): Promise<PostView> {
    return this.run(principal, (tx, request) => this.posts.review(tx, id, 'approve', request));
  }

  @Post('request-changes')
  @HttpCode(200)
  @Scopes('posts:approve')
  @ApiOperation({ summary: 'Send back what is in review, or was approved' })
  @ApiOkResponse({ type: PostResponse })
  requestChanges(
    @CurrentPrincipal() principal: Principal,
    @Param('postId', EntityIdPipe) id: string,
  ): Promise<PostView> {
    return this.run(principal, (tx, request) => this.posts.review(tx, id, 'request-changes', request));
  }

  @Post('schedule')
  @HttpCode(200)
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Check everything about a post and let it go out at its time' })
  @ApiBody({ type: ScheduleRequest, required: false })
  @ApiOkResponse({ type: PostResponse })
  schedule(
    @CurrentPrincipal() principal: Principal,
    @Param('postId', EntityIdPipe) id: string,
    @Body() body: ScheduleRequest,
  ): Promise<PostView> {
    const ignoring = reasonToIgnore(body, principal);
    return this.run(principal, (tx, request) => this.scheduling.run(tx, id, request, ignoring));
  }

  @Post('unschedule')
  @HttpCode(200)
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Make a scheduled post a draft again, time and occurrence kept' })
  @ApiOkResponse({ type: PostResponse })
  unschedule(@CurrentPrincipal() principal: Principal, @Param('postId', EntityIdPipe) id: string): Promise<PostView> {
    return this.run(principal, (tx, request) => this.unscheduling.run(tx, id, request));
  }

  @Post('publish-now')
  @HttpCode(200)
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Schedule a post for this moment, on all its channels' })
  @ApiBody({ type: ScheduleRequest, required: false })
  @ApiOkResponse({ type: PostResponse })
  publishNow(
    @CurrentPrincipal() principal: Principal,
    @Param('postId', EntityIdPipe) id: string,
    @Body() body: ScheduleRequest,
  ): Promise<PostView> {
    const ignoring = reasonToIgnore(body, principal);
    return this.run(principal, (tx, request) => this.publishing.run(tx, id, request, ignoring));
  }

  @Post('cancel')
  @HttpCode(200)
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Give a post up; its occurrence is open again' })
  @ApiOkResponse({ type: PostResponse })
  cancel(@CurrentPrincipal() principal: Principal, @Param('postId', EntityIdPipe) id: string): Promise<PostView> {
    return this.run(principal, (tx, request) => this.cancelling.run(tx, id, request));
  }

  @Post('duplicate')
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'A new draft that says the same, without time, occurrence and external id' })
  @ApiCreatedResponse({ type: PostResponse })
  duplicate(@CurrentPrincipal() principal: Principal, @Param('postId', EntityIdPipe) id: string): Promise<PostView> {
    return this.run(principal, (tx, request) => this.posts.duplicate(tx, id, request));
  }

  private run(principal: Principal, verb: (tx: Tx, request: PostRequest) => Promise<PostView>): Promise<PostView> {
    const { scope, actor } = principal;
    const request = { scope, actor, now: this.clock.now(), mayApprove: mayApprove(principal) };
    return this.unitOfWork.run((tx) => verb(tx, request));
  }
}

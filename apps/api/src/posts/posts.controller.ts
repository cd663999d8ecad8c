import { Body, Controller, Delete, Get, HttpStatus, Inject, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { type Clock, CLOCK } from '#kernel';
import { type Page, UnitOfWork } from '#persistence';
import { DeletePost, type DeletionView, EditPost, UpsertPost } from '#planning';
import { type PostChangeRequest, type PostFilter, type PostHistoryView, PostService, type PostView } from '#posts';
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
import {
  CreatePostRequest,
  ListBrandPostsQuery,
  ListPostsQuery,
  PatchPostRequest,
  toPostInput,
  UpsertPostRequest,
} from './posts.requests.js';
import { PostHistoryResponse, PostPageResponse, PostResponse } from './posts.responses.js';

@ApiTags('Posts')
@Controller('v1')
export class PostsController {
  constructor(
    private readonly posts: PostService,
    private readonly edit: EditPost,
    private readonly upsert: UpsertPost,
    private readonly deletion: DeletePost,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('posts')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'Posts across all the key’s brands, newest first' })
  @ApiOkResponse({ type: PostPageResponse })
  list(@CurrentPrincipal() { scope }: Principal, @Query() query: ListPostsQuery): Promise<Page<PostView>> {
    const filter = { ...filterOf(query), brandIds: query.brandId };
    return this.unitOfWork.read((tx) => this.posts.list(tx, scope, filter, query));
  }

  @Get('brands/:brandId/posts')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'The posts of a brand, newest first' })
  @ApiOkResponse({ type: PostPageResponse })
  listOfBrand(
    @CurrentPrincipal() { scope }: Principal,
    @Param('brandId', EntityIdPipe) brandId: string,
    @Query() query: ListBrandPostsQuery,
  ): Promise<Page<PostView>> {
    return this.unitOfWork.read((tx) => this.posts.listOfBrand(tx, scope, brandId, filterOf(query), query));
  }

  @Post('brands/:brandId/posts')
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Write a draft, which may be incomplete; with `occurrenceId` it fills that date' })
  @ApiCreatedResponse({ type: PostResponse })
  create(
    @CurrentPrincipal() principal: Principal,
    @Param('brandId', EntityIdPipe) brandId: string,
    @Body() body: CreatePostRequest,
  ): Promise<PostView> {
    const request = this.request(principal, null);
    return this.unitOfWork.run((tx) => this.posts.create(tx, brandId, toPostInput(body), request));
  }

  @Put('brands/:brandId/posts/by-external-id/:externalId')
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Write or edit the post that another system knows by its own id' })
  @ApiOkResponse({ type: PostResponse })
  @ApiCreatedResponse({ type: PostResponse })
  async put(
    @CurrentPrincipal() principal: Principal,
    @Param('brandId', EntityIdPipe) brandId: string,
    @Param('externalId', ExternalIdPipe) externalId: string,
    @IfMatch() version: number | null,
    @Body() body: UpsertPostRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<PostView> {
    const request = this.request(principal, version);
    const { post, created } = await this.unitOfWork.run((tx) =>
      this.upsert.run(tx, brandId, externalId, toPostInput(body), request),
    );
    reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return post;
  }

  @Get('posts/:postId')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'One post with its publications in short' })
  @ApiOkResponse({ type: PostResponse })
  get(@CurrentPrincipal() { scope }: Principal, @Param('postId', EntityIdPipe) id: string): Promise<PostView> {
    return this.unitOfWork.read((tx) => this.posts.get(tx, scope, id));
  }

  @Get('posts/:postId/history')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'Every version, transition, review, waiver and clearance: who, when, why; oldest first' })
  @ApiOkResponse({ type: PostHistoryResponse })
  history(
    @CurrentPrincipal() { scope }: Principal,
    @Param('postId', EntityIdPipe) id: string,
  ): Promise<PostHistoryView> {
    return this.unitOfWork.read((tx) => this.posts.history(tx, scope, id, this.clock.now()));
  }

  @Patch('posts/:postId')
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Edit a post; a scheduled one stays scheduled and sends what it now says' })
  @ApiOkResponse({ type: PostResponse })
  patch(
    @CurrentPrincipal() principal: Principal,
    @Param('postId', EntityIdPipe) id: string,
    @IfMatch() version: number | null,
    @Body() body: PatchPostRequest,
  ): Promise<PostView> {
    const request = this.request(principal, version);
    return this.unitOfWork.run((tx) => this.edit.run(tx, id, toPostInput(body), request));
  }

  @Delete('posts/:postId')
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Archive a post that is not out; its occurrence is open again' })
  @ApiDeletion()
  archive(
    @CurrentPrincipal() principal: Principal,
    @Param('postId', EntityIdPipe) id: string,
    @IfMatch() version: number | null,
    @Query('dryRun', DryRunPipe) dryRun: boolean | undefined,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<DeletionView | undefined> {
    const request = this.request(principal, version);
    return answerDeletion(this.unitOfWork, reply, dryRun, (tx) => this.deletion.run(tx, id, request));
  }

  private request({ scope, actor }: Principal, expectedVersion: number | null): PostChangeRequest {
    return { scope, actor, now: this.clock.now(), expectedVersion };
  }
}

function filterOf({ state, externalId, occurrenceId, label }: ListBrandPostsQuery): PostFilter {
  return { states: state, externalId, occurrenceId, label };
}

import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { FeedReader } from '#channels';
import { DomainError } from '#kernel';
import { type FeedDocument, renderAtom, renderEntryHtml, renderHtml, renderJsonFeed } from '#networks';
import { UnitOfWork } from '#persistence';
import { Public } from '../auth/index.js';
import { type ApiReply, type ApiRequest, Unlimited } from '../http/index.js';
import { isFresh, tagOf } from './conditional.js';

/** What the built-in feed published, for everybody: subscribers ask often, so most answers are 304. */
@ApiTags('Public')
@Public()
@Unlimited()
@Controller('feeds')
export class FeedsController {
  constructor(
    private readonly feeds: FeedReader,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get(':brandSlug.atom')
  @ApiOperation({ summary: 'The brand’s latest posts as Atom (RFC 4287)' })
  @ApiProduces('application/atom+xml')
  @ApiOkResponse({ schema: { type: 'string' } })
  async atom(@Param('brandSlug') slug: string, @Req() request: ApiRequest, @Res() reply: ApiReply): Promise<void> {
    const feed = await this.latest(slug);
    await answer(request, reply, renderAtom(feed), 'application/atom+xml', feed.updatedAt);
  }

  @Get(':brandSlug.json')
  @ApiOperation({ summary: 'The brand’s latest posts as JSON Feed 1.1' })
  @ApiProduces('application/feed+json')
  @ApiOkResponse({ schema: { type: 'object' } })
  async json(@Param('brandSlug') slug: string, @Req() request: ApiRequest, @Res() reply: ApiReply): Promise<void> {
    const feed = await this.latest(slug);
    await answer(request, reply, renderJsonFeed(feed), 'application/feed+json', feed.updatedAt);
  }

  @Get(':brandSlug')
  @ApiOperation({ summary: 'The brand’s latest posts as a page' })
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  async page(@Param('brandSlug') slug: string, @Req() request: ApiRequest, @Res() reply: ApiReply): Promise<void> {
    const feed = await this.latest(slug);
    await answer(request, reply, renderHtml(feed), 'text/html', feed.updatedAt);
  }

  @Get(':brandSlug/:postSlug')
  @ApiOperation({ summary: 'One post under its permanent address' })
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  async entry(
    @Param('brandSlug') brandSlug: string,
    @Param('postSlug') postSlug: string,
    @Req() request: ApiRequest,
    @Res() reply: ApiReply,
  ): Promise<void> {
    const page = await this.unitOfWork.read((tx) => this.feeds.entry(tx, brandSlug, postSlug));
    if (!page) throw new DomainError('request.not_found');
    await answer(request, reply, renderEntryHtml(page.feed, page.entry), 'text/html', page.feed.updatedAt);
  }

  private async latest(slug: string): Promise<FeedDocument> {
    const feed = await this.unitOfWork.read((tx) => this.feeds.latest(tx, slug));
    if (!feed) throw new DomainError('request.not_found');
    return feed;
  }
}

/** Caches ask again after a minute; what they keep longer they check first. */
const CACHING = 'public, max-age=60, stale-while-revalidate=600';

async function answer(
  request: ApiRequest,
  reply: ApiReply,
  body: string,
  mimeType: string,
  modified: Date,
): Promise<void> {
  const tag = tagOf(body);
  const { 'if-none-match': ifNoneMatch, 'if-modified-since': ifModifiedSince } = request.headers;
  void reply.headers({ etag: tag, 'last-modified': modified.toUTCString(), 'cache-control': CACHING });
  if (isFresh({ ifNoneMatch, ifModifiedSince }, tag, modified)) await reply.code(304).send();
  else await reply.header('content-type', `${mimeType}; charset=utf-8`).send(body);
}

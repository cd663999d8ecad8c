import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query, UseGuards } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExtraModels,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { type Clock, CLOCK } from '#kernel';
import { MediaService, type MediaView } from '#media';
import { type Page, UnitOfWork } from '#persistence';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import { DigestBody, DryRun, EntityIdPipe, IfMatch } from '../http/index.js';
import { FetchMediaRequest, ListMediaQuery, UpdateMediaRequest, UPLOAD_BODY } from './media.requests.js';
import { MediaPageResponse, MediaResponse } from './media.responses.js';
import type { Upload } from './read-upload.js';
import { digestUpload, TakeUpload, UploadGuard } from './upload.guard.js';

@ApiTags('Media')
@Controller('v1/media')
export class MediaController {
  constructor(
    private readonly media: MediaService,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'The files of the brands this key may see, newest first' })
  @ApiOkResponse({ type: MediaPageResponse })
  list(@CurrentPrincipal() { scope }: Principal, @Query() query: ListMediaQuery): Promise<Page<MediaView>> {
    return this.unitOfWork.read((tx) => this.media.list(tx, scope, { brandIds: query.brandId }, query));
  }

  @Post()
  @Scopes('calendar:write')
  @UseGuards(UploadGuard)
  @DigestBody(digestUpload)
  @ApiExtraModels(FetchMediaRequest)
  @ApiOperation({ summary: 'Upload an image, a video or a PDF, or have it fetched', requestBody: UPLOAD_BODY })
  @ApiCreatedResponse({ type: MediaResponse })
  async upload(
    @CurrentPrincipal() principal: Principal,
    @TakeUpload() { media, ...input }: Upload,
    @DryRun() dryRun: boolean,
  ): Promise<MediaView> {
    const options = { now: this.clock.now(), dryRun };
    try {
      if (!dryRun) await this.media.prepare(media);
      return await this.unitOfWork.run((tx) => this.media.create(tx, principal, input, media, options));
    } finally {
      await this.media.discard(media);
    }
  }

  @Get(':mediaId')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'One file: what it is and where it is read' })
  @ApiOkResponse({ type: MediaResponse })
  get(@CurrentPrincipal() { scope }: Principal, @Param('mediaId', EntityIdPipe) id: string): Promise<MediaView> {
    return this.unitOfWork.read((tx) => this.media.get(tx, scope, id));
  }

  @Patch(':mediaId')
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Change the alternative text' })
  @ApiOkResponse({ type: MediaResponse })
  update(
    @CurrentPrincipal() { scope }: Principal,
    @Param('mediaId', EntityIdPipe) id: string,
    @Body() { altText }: UpdateMediaRequest,
    @IfMatch() expected: number | null,
  ): Promise<MediaView> {
    return this.unitOfWork.run((tx) => this.media.describe(tx, scope, id, altText, expected, this.clock.now()));
  }

  @Delete(':mediaId')
  @HttpCode(204)
  @Scopes('calendar:write')
  @ApiOperation({ summary: 'Archive a file that no unfinished post uses; its address stops working' })
  @ApiNoContentResponse()
  async remove(
    @CurrentPrincipal() { scope }: Principal,
    @Param('mediaId', EntityIdPipe) id: string,
    @IfMatch() expected: number | null,
  ): Promise<void> {
    const checksum = await this.unitOfWork.run((tx) => this.media.archive(tx, scope, id, expected, this.clock.now()));
    await this.media.removeUnused(checksum);
  }
}

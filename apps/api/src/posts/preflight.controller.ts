import { Body, Controller, Headers, HttpCode, Param, ParseBoolPipe, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { DomainError } from '#kernel';
import { type Tx, UnitOfWork } from '#persistence';
import { PreflightPost, type PreflightView } from '#planning';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import { type ApiReply, EntityIdPipe } from '../http/index.js';
import { preferredLanguage } from '../http/language.js';
import { toPostInput } from './posts.requests.js';
import { PreflightRequest } from './preflight.requests.js';
import { PreflightResponse, toPreflightResponse } from './preflight.responses.js';

const SplitPipe = new ParseBoolPipe({
  optional: true,
  exceptionFactory: () => DomainError.at('?split', 'field.invalid', { reason: 'true | false' }),
});
const AsksToSplit = (): MethodDecorator =>
  ApiQuery({ name: 'split', required: false, type: Boolean, description: 'Propose a thread for a text too long.' });

/** What networks will say of a post, before anybody schedules it. Nothing is written. */
@ApiTags('Posts')
@Controller('v1')
export class PreflightController {
  constructor(
    private readonly preflight: PreflightPost,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Post('posts/:postId/preflight')
  @HttpCode(200)
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'What each network will say of a post: issues, lengths, price; writes nothing' })
  @AsksToSplit()
  @ApiOkResponse({ type: PreflightResponse })
  ofPost(
    @CurrentPrincipal() { scope }: Principal,
    @Param('postId', EntityIdPipe) id: string,
    @Query('split', SplitPipe) split = false,
    @Res({ passthrough: true }) reply: ApiReply,
    @Headers('accept-language') wishes?: string,
  ): Promise<PreflightResponse> {
    return this.answer(reply, wishes, (tx) => this.preflight.ofPost(tx, scope, id, { split }));
  }

  @Post('brands/:brandId/preflight')
  @HttpCode(200)
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'The same of a post that is being written, as you type' })
  @AsksToSplit()
  @ApiOkResponse({ type: PreflightResponse })
  ofInput(
    @CurrentPrincipal() { scope }: Principal,
    @Param('brandId', EntityIdPipe) brandId: string,
    @Body() body: PreflightRequest,
    @Query('split', SplitPipe) split = false,
    @Res({ passthrough: true }) reply: ApiReply,
    @Headers('accept-language') wishes?: string,
  ): Promise<PreflightResponse> {
    const input = toPostInput(body);
    return this.answer(reply, wishes, (tx) => this.preflight.ofInput(tx, scope, brandId, input, { split }));
  }

  private async answer(
    reply: ApiReply,
    wishes: string | undefined,
    look: (tx: Tx) => Promise<PreflightView>,
  ): Promise<PreflightResponse> {
    const language = preferredLanguage(wishes);
    const view = await this.unitOfWork.read(look);
    void reply.header('content-language', language);
    return toPreflightResponse(view, language);
  }
}

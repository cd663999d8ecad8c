import { Body, Controller, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { UnitOfWork } from '#persistence';
import { checkText } from '#planning';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import { type ApiReply, EntityIdPipe } from '../http/index.js';
import { preferredLanguage } from '../http/language.js';
import { ChartersController } from './charters.controller.js';
import { CheckTextRequest } from './charters.requests.js';
import { inLanguage, TextCheckResponse } from './findings.responses.js';

/** A brand's own charter, on top of its agency's. */
@ApiTags('Charter')
@ApiParam({ name: 'brandId', format: 'uuid' })
@Controller('v1/brands/:brandId/charter')
export class BrandCharterController extends ChartersController {}

@ApiTags('Charter')
@Controller('v1/brands/:brandId/charter')
export class CharterCheckController {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  @Post('check')
  @HttpCode(200)
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'What the charter says of a text, as you type; writes nothing' })
  @ApiOkResponse({ type: TextCheckResponse })
  async check(
    @CurrentPrincipal() { scope }: Principal,
    @Param('brandId', EntityIdPipe) brandId: string,
    @Body() body: CheckTextRequest,
    @Res({ passthrough: true }) reply: ApiReply,
    @Headers('accept-language') wishes?: string,
  ): Promise<TextCheckResponse> {
    const language = preferredLanguage(wishes);
    const checked = await this.unitOfWork.read((tx) => checkText(tx, scope, brandId, body));
    void reply.header('content-language', language);
    return { ...checked, findings: inLanguage(checked.findings, language) };
  }
}

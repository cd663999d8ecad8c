import { Body, Delete, Get, Headers, HttpCode, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiConsumes, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import {
  CharterService,
  type CharterVersionSummary,
  type CharterVersionView,
  type CharterView,
  viewCharter,
} from '#brands';
import { type Clock, CLOCK } from '#kernel';
import { type Page, UnitOfWork } from '#persistence';
import { ActivateCharter } from '#planning';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import { type ApiReply, IfMatch, PageQuery, TakesYaml } from '../http/index.js';
import { preferredLanguage } from '../http/language.js';
import { CharterOwner } from './charter-owner.decorator.js';
import { ActivateVersionRequest, DraftVersionRequest, ImpactQuery } from './charters.requests.js';
import { CharterResponse, CharterVersionPageResponse, CharterVersionResponse } from './charters.responses.js';
import { inLanguage } from './findings.responses.js';
import { ImpactResponse } from './impact.responses.js';
import { toDraftInput } from './sent-charter.js';
import { VersionNumberPipe } from './version-number.pipe.js';

/** What an agency's charter and a brand's have in common; each has an address of its own. */
export abstract class ChartersController {
  constructor(
    private readonly charters: CharterService,
    private readonly activation: ActivateCharter,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'What judges posts now, with all that is inherited and where each setting comes from' })
  @ApiOkResponse({ type: CharterResponse })
  view(@CurrentPrincipal() { scope }: Principal, @CharterOwner() brandId: string | null): Promise<CharterView> {
    return this.unitOfWork.read((tx) => viewCharter(tx, scope, brandId));
  }

  @Get('versions')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'Every version, newest first' })
  @ApiOkResponse({ type: CharterVersionPageResponse })
  list(
    @CurrentPrincipal() { scope }: Principal,
    @CharterOwner() brandId: string | null,
    @Query() query: PageQuery,
  ): Promise<Page<CharterVersionSummary>> {
    return this.unitOfWork.read((tx) => this.charters.list(tx, scope, brandId, query));
  }

  @Post('versions')
  @Scopes('charter:write')
  @TakesYaml()
  @ApiConsumes('application/json', 'application/yaml')
  @ApiOperation({ summary: 'Draft a version, from a charter or from the one in force' })
  @ApiCreatedResponse({ type: CharterVersionResponse })
  draft(
    @CurrentPrincipal() { scope, actor }: Principal,
    @CharterOwner() brandId: string | null,
    @Body() body: DraftVersionRequest,
  ): Promise<CharterVersionView> {
    const request = { scope, actor, now: this.clock.now() };
    return this.unitOfWork.run((tx) => this.charters.draft(tx, brandId, toDraftInput(body), request));
  }

  @Get('versions/:number')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'One version as it was written' })
  @ApiOkResponse({ type: CharterVersionResponse })
  get(
    @CurrentPrincipal() { scope }: Principal,
    @CharterOwner() brandId: string | null,
    @Param('number', VersionNumberPipe) number: number,
  ): Promise<CharterVersionView> {
    return this.unitOfWork.read((tx) => this.charters.get(tx, scope, brandId, number));
  }

  @Patch('versions/:number')
  @Scopes('charter:write')
  @TakesYaml()
  @ApiConsumes('application/json', 'application/yaml')
  @ApiOperation({ summary: 'Change a draft; a charter that is sent takes the place of the one before whole' })
  @ApiOkResponse({ type: CharterVersionResponse })
  edit(
    @CurrentPrincipal() { scope, actor }: Principal,
    @CharterOwner() brandId: string | null,
    @Param('number', VersionNumberPipe) number: number,
    @IfMatch() expectedVersion: number | null,
    @Body() body: DraftVersionRequest,
  ): Promise<CharterVersionView> {
    const request = { scope, actor, now: this.clock.now(), expectedVersion };
    return this.unitOfWork.run((tx) => this.charters.edit(tx, brandId, number, toDraftInput(body), request));
  }

  @Delete('versions/:number')
  @HttpCode(204)
  @Scopes('charter:write')
  @ApiOperation({ summary: 'Throw a draft away' })
  @ApiNoContentResponse()
  async delete(
    @CurrentPrincipal() { scope, actor }: Principal,
    @CharterOwner() brandId: string | null,
    @Param('number', VersionNumberPipe) number: number,
    @IfMatch() expectedVersion: number | null,
  ): Promise<void> {
    const request = { scope, actor, now: this.clock.now(), expectedVersion };
    await this.unitOfWork.run((tx) => this.charters.delete(tx, brandId, number, request));
  }

  @Post('versions/:number/impact')
  @HttpCode(200)
  @Scopes('charter:write')
  @ApiOperation({ summary: 'What activating a version would do to every post that is not published yet' })
  @ApiOkResponse({ type: ImpactResponse })
  async impact(
    @CurrentPrincipal() { scope, actor }: Principal,
    @CharterOwner() brandId: string | null,
    @Param('number', VersionNumberPipe) number: number,
    @Query() query: ImpactQuery,
    @Res({ passthrough: true }) reply: ApiReply,
    @Headers('accept-language') wishes?: string,
  ): Promise<ImpactResponse> {
    const language = preferredLanguage(wishes);
    const request = { scope, actor, now: this.clock.now() };
    const impact = await this.unitOfWork.read((tx) => this.activation.impact(tx, brandId, number, query, request));
    const worded = <T extends (typeof impact)['items'][number]>(items: readonly T[]) =>
      items.map((item) => ({ ...item, findings: inLanguage(item.findings, language) }));
    void reply.header('content-language', language);
    return {
      ...{ ...impact, items: worded(impact.items), notices: inLanguage(impact.notices, language) },
      published: { ...impact.published, items: worded(impact.published.items) },
    };
  }

  @Post('versions/:number/activate')
  @HttpCode(200)
  @Scopes('charter:write')
  @ApiOperation({ summary: 'Bring a draft into force, at once or at its date, once its impact has been seen' })
  @ApiOkResponse({ type: CharterVersionResponse })
  activate(
    @CurrentPrincipal() { scope, actor }: Principal,
    @CharterOwner() brandId: string | null,
    @Param('number', VersionNumberPipe) number: number,
    @Body() body: ActivateVersionRequest,
  ): Promise<CharterVersionView> {
    const request = { scope, actor, now: this.clock.now() };
    return this.unitOfWork.run((tx) => this.activation.run(tx, brandId, number, body, request));
  }

  @Post('versions/:number/withdraw')
  @HttpCode(200)
  @Scopes('charter:write')
  @ApiOperation({ summary: 'Make a draft again of what waits for its date' })
  @ApiOkResponse({ type: CharterVersionResponse })
  withdraw(
    @CurrentPrincipal() { scope, actor }: Principal,
    @CharterOwner() brandId: string | null,
    @Param('number', VersionNumberPipe) number: number,
  ): Promise<CharterVersionView> {
    const request = { scope, actor, now: this.clock.now() };
    return this.unitOfWork.run((tx) => this.activation.withdraw(tx, brandId, number, request));
  }
}

import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { type Clock, CLOCK, durationMillis } from '#kernel';
import { type Page, UnitOfWork } from '#persistence';
import { listTriage, TriageBatch, type TriageEntryView, type TriageResult } from '#planning';
import { CurrentPrincipal, mayApprove, Scopes } from '../auth/index.js';
import { type ApiRequest, ProblemWriter } from '../http/index.js';
import { PublicationAdviser } from '../publications/publication-adviser.js';
import type { PublicationResponse } from '../publications/publications.responses.js';
import { ListTriageQuery, TriageBatchRequest } from './triage.requests.js';
import { TriageBatchResponse, TriagePageResponse, type TriageResultResponse } from './triage.responses.js';

@ApiTags('Triage')
@Controller('v1')
export class TriageController {
  constructor(
    private readonly batch: TriageBatch,
    private readonly unitOfWork: UnitOfWork,
    private readonly problems: ProblemWriter,
    private readonly adviser: PublicationAdviser,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('triage')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'What was missed or is held and waits for a decision: by due time, then id' })
  @ApiOkResponse({ type: TriagePageResponse })
  list(@CurrentPrincipal() { scope }: Principal, @Query() query: ListTriageQuery): Promise<Page<TriageEntryView>> {
    const { brandId: brandIds, channelId: channelIds, cause: causes, pauseId, from, to } = query;
    const filter = { brandIds, channelIds, causes, pauseId, from, to };
    return this.unitOfWork.read((tx) => listTriage(tx, scope, filter, query));
  }

  // `::` is the router's way to write a colon.
  @Post('triage::batch')
  @HttpCode(200)
  @Scopes('publishing:operate')
  @ApiOperation({
    summary: 'Reschedule, publish now or drop what was missed or is held; each item succeeds or fails alone',
  })
  @ApiOkResponse({ type: TriageBatchResponse })
  async decide(
    @CurrentPrincipal() principal: Principal,
    @Body() { items, at, spacing, dryRun }: TriageBatchRequest,
    @Req() request: ApiRequest,
  ): Promise<TriageBatchResponse> {
    const input = { items, at, spacing: durationMillis(spacing ?? 'PT0S') ?? 0 };
    const { scope, actor } = principal;
    const asked = { scope, actor, now: this.clock.now(), mayApprove: mayApprove(principal) };
    const work = (): Promise<TriageResult[]> => this.batch.run(input, asked);
    const results = dryRun ? await this.unitOfWork.rehearse(work) : await work();
    const moved = results.flatMap((result) => ('publication' in result ? [result.publication] : []));
    const advised = await this.adviser.advise(scope, moved, request.headers['accept-language']);
    const byId = new Map(advised.map((publication) => [publication.id, publication]));
    return { items: results.map((result, index) => this.toResponse(result, index, byId, request)) };
  }

  private toResponse(
    result: TriageResult,
    index: number,
    advised: ReadonlyMap<string, PublicationResponse>,
    request: ApiRequest,
  ): TriageResultResponse {
    if ('publication' in result) return { index, status: 200, resource: advised.get(result.publication.id) };
    const problem = this.problems.describe(result.refusal, request);
    return { index, status: problem.status, problem };
  }
}

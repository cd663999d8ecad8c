import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Inject,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { type BrandPurgeView, BrandService, type BrandView } from '#brands';
import { type Clock, CLOCK } from '#kernel';
import { type Page, UnitOfWork } from '#persistence';
import { DeleteBrand, type DeletionView } from '#planning';
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
  CreateBrandRequest,
  ListBrandsQuery,
  PurgeBrandRequest,
  PutBrandRequest,
  UpdateBrandRequest,
} from './brands.requests.js';
import { BrandPageResponse, BrandPurgeResponse, BrandResponse } from './brands.responses.js';

@ApiTags('Brands')
@Controller('v1/brands')
export class BrandsController {
  constructor(
    private readonly brands: BrandService,
    private readonly deletion: DeleteBrand,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'The brands this key may see, in the order in which they were made' })
  @ApiOkResponse({ type: BrandPageResponse })
  list(@CurrentPrincipal() { scope }: Principal, @Query() query: ListBrandsQuery): Promise<Page<BrandView>> {
    const { externalId } = query;
    return this.unitOfWork.read((tx) => this.brands.list(tx, scope, { externalId }, query));
  }

  @Post()
  @Scopes('agency:admin')
  @ApiOperation({ summary: 'Make a brand; not for keys limited to some brands' })
  @ApiCreatedResponse({ type: BrandResponse })
  create(@CurrentPrincipal() principal: Principal, @Body() body: CreateBrandRequest): Promise<BrandView> {
    return this.unitOfWork.run((tx) => this.brands.create(tx, principal, body, this.clock.now()));
  }

  @Put('by-external-id/:externalId')
  @Scopes('agency:admin')
  @ApiOperation({ summary: 'Make the brand that has your id, or change what the body names of it' })
  @ApiOkResponse({ type: BrandResponse, description: 'It was there, and is changed.' })
  @ApiCreatedResponse({ type: BrandResponse, description: 'It is new.' })
  async put(
    @CurrentPrincipal() principal: Principal,
    @Param('externalId', ExternalIdPipe) externalId: string,
    @Body() body: PutBrandRequest,
    @IfMatch() expected: number | null,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<BrandView> {
    const { brand, created } = await this.unitOfWork.run((tx) =>
      this.brands.upsert(tx, principal, externalId, body, expected, this.clock.now()),
    );
    reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return brand;
  }

  @Get(':brandId')
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'One brand' })
  @ApiOkResponse({ type: BrandResponse })
  get(@CurrentPrincipal() { scope }: Principal, @Param('brandId', EntityIdPipe) id: string): Promise<BrandView> {
    return this.unitOfWork.read((tx) => this.brands.get(tx, scope, id));
  }

  @Patch(':brandId')
  @Scopes('agency:admin')
  @ApiOperation({ summary: 'Change what the body names; a new slug moves the public feed' })
  @ApiOkResponse({ type: BrandResponse })
  update(
    @CurrentPrincipal() { scope }: Principal,
    @Param('brandId', EntityIdPipe) id: string,
    @Body() body: UpdateBrandRequest,
    @IfMatch() expected: number | null,
  ): Promise<BrandView> {
    return this.unitOfWork.run((tx) => this.brands.update(tx, scope, id, body, expected, this.clock.now()));
  }

  @Delete(':brandId')
  @Scopes('agency:admin')
  @ApiOperation({ summary: 'Archive a brand and all that is in it; its slug and externalId are free again' })
  @ApiDeletion()
  remove(
    @CurrentPrincipal() { scope, actor }: Principal,
    @Param('brandId', EntityIdPipe) id: string,
    @IfMatch() expectedVersion: number | null,
    @Query('dryRun', DryRunPipe) dryRun: boolean | undefined,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<DeletionView | undefined> {
    const request = { scope, actor, now: this.clock.now(), expectedVersion };
    return answerDeletion(this.unitOfWork, reply, dryRun, (tx) => this.deletion.run(tx, id, request));
  }

  @Post(':brandId/purge')
  @HttpCode(202)
  @Scopes('agency:admin')
  @ApiOperation({
    summary: 'Erase the personal data of a deleted brand, for good; the ledger keeps hashes. Again: how far it is',
  })
  @ApiAcceptedResponse({ type: BrandPurgeResponse })
  purge(
    @CurrentPrincipal() principal: Principal,
    @Param('brandId', EntityIdPipe) id: string,
    @Body() { confirm }: PurgeBrandRequest,
  ): Promise<BrandPurgeView> {
    return this.unitOfWork.run((tx) => this.brands.requestPurge(tx, principal, id, confirm, this.clock.now()));
  }
}

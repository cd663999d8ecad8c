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
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { BrandService, type BrandView } from '#brands';
import { type Clock, CLOCK } from '#kernel';
import { type Page, UnitOfWork } from '#persistence';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import { ExternalIdPipe, type ApiReply, EntityIdPipe, IfMatch } from '../http/index.js';
import { CreateBrandRequest, ListBrandsQuery, PutBrandRequest, UpdateBrandRequest } from './brands.requests.js';
import { BrandPageResponse, BrandResponse } from './brands.responses.js';

@ApiTags('Brands')
@Controller('v1/brands')
export class BrandsController {
  constructor(
    private readonly brands: BrandService,
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
  @HttpCode(204)
  @Scopes('agency:admin')
  @ApiOperation({ summary: 'Archive a brand: not found from now on, its slug and externalId free again' })
  @ApiNoContentResponse()
  async remove(
    @CurrentPrincipal() { scope }: Principal,
    @Param('brandId', EntityIdPipe) id: string,
    @IfMatch() expected: number | null,
  ): Promise<void> {
    await this.unitOfWork.run((tx) => this.brands.archive(tx, scope, id, expected, this.clock.now()));
  }
}

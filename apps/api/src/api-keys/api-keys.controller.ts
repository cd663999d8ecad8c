import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiKeyService, type ApiKeyView, type NewApiKeyView, type Principal } from '#agencies';
import { type Clock, CLOCK } from '#kernel';
import { type Page, UnitOfWork } from '#persistence';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import { EntityIdPipe, PageQuery } from '../http/index.js';
import { CreateApiKeyRequest } from './api-keys.requests.js';
import { ApiKeyPageResponse, NewApiKeyResponse } from './api-keys.responses.js';

@ApiTags('Keys')
@Scopes('agency:admin')
@Controller('v1/api-keys')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeyService,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The keys that are not deleted and see no more brands than the caller, oldest first' })
  @ApiOkResponse({ type: ApiKeyPageResponse })
  list(@CurrentPrincipal() principal: Principal, @Query() page: PageQuery): Promise<Page<ApiKeyView>> {
    return this.unitOfWork.read((tx) => this.keys.list(tx, principal, page));
  }

  @Post()
  @ApiOperation({ summary: 'Make a key that may do no more than the caller; its token is shown this once' })
  @ApiCreatedResponse({ type: NewApiKeyResponse })
  create(@CurrentPrincipal() principal: Principal, @Body() body: CreateApiKeyRequest): Promise<NewApiKeyView> {
    const grant = { ...body, expiresAt: body.expiresAt ?? null };
    return this.unitOfWork.run((tx) => this.keys.create(tx, principal, grant, this.clock.now()));
  }

  @Delete(':keyId')
  @HttpCode(204)
  @ApiOperation({ summary: 'End a key at once; the last one that administers the whole agency stays' })
  @ApiNoContentResponse()
  async revoke(@CurrentPrincipal() principal: Principal, @Param('keyId', EntityIdPipe) id: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.keys.revoke(tx, principal, id, this.clock.now()));
  }
}

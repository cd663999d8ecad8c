import { Controller, Get, Headers, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NETWORK_REGISTRY } from '#channels';
import { DomainError } from '#kernel';
import type { NetworkRegistry } from '#networks';
import type { Page } from '#persistence';
import { AnyKey } from '../auth/index.js';
import { preferredLanguage } from '../http/language.js';
import { NetworkPageResponse, NetworkResponse, toNetworkResponse } from './networks.responses.js';

@ApiTags('Networks')
@AnyKey()
@Controller('v1/networks')
export class NetworksController {
  constructor(@Inject(NETWORK_REGISTRY) private readonly registry: NetworkRegistry) {}

  @Get()
  @ApiOperation({ summary: 'Where this installation can publish: limits, credentials and guarantees, by id' })
  @ApiOkResponse({ type: NetworkPageResponse })
  list(@Headers('accept-language') wishes?: string): Page<NetworkResponse> {
    const language = preferredLanguage(wishes);
    return {
      data: this.registry.list().map(({ manifest }) => toNetworkResponse(manifest, language)),
      nextCursor: null,
    };
  }

  @Get(':networkId')
  @ApiOperation({ summary: 'One network' })
  @ApiOkResponse({ type: NetworkResponse })
  get(@Param('networkId') id: string, @Headers('accept-language') wishes?: string): NetworkResponse {
    const adapter = this.registry.get(id);
    if (!adapter) throw new DomainError('network.not_found');
    return toNetworkResponse(adapter.manifest, preferredLanguage(wishes));
  }
}

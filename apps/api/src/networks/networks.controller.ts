import { Controller, Get, Headers, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { agreementTerms, NETWORK_ACCESS, type NetworkAccess } from '#channels';
import { DomainError } from '#kernel';
import type { NetworkManifest } from '#networks';
import type { Page } from '#persistence';
import { AnyKey } from '../auth/index.js';
import { preferredLanguage } from '../http/language.js';
import { NetworkPageResponse, NetworkResponse, toNetworkResponse } from './networks.responses.js';

@ApiTags('Networks')
@AnyKey()
@Controller('v1/networks')
export class NetworksController {
  constructor(@Inject(NETWORK_ACCESS) private readonly access: NetworkAccess) {}

  @Get()
  @ApiOperation({ summary: 'Where this installation can publish: limits, credentials and guarantees, by id' })
  @ApiOkResponse({ type: NetworkPageResponse })
  list(@Headers('accept-language') wishes?: string): Page<NetworkResponse> {
    const manifests = this.access.registry.list().map(({ manifest }) => manifest);
    return { data: manifests.map((manifest) => this.describe(manifest, wishes)), nextCursor: null };
  }

  @Get(':networkId')
  @ApiOperation({ summary: 'One network' })
  @ApiOkResponse({ type: NetworkResponse })
  get(@Param('networkId') id: string, @Headers('accept-language') wishes?: string): NetworkResponse {
    const adapter = this.access.registry.get(id);
    if (!adapter) throw new DomainError('network.not_found');
    return this.describe(adapter.manifest, wishes);
  }

  private describe(manifest: NetworkManifest, wishes: string | undefined): NetworkResponse {
    return toNetworkResponse(manifest, agreementTerms(this.access, manifest), preferredLanguage(wishes));
  }
}

import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Principal, readAgency } from '#agencies';
import { UnitOfWork } from '#persistence';
import { AnyKey, CurrentPrincipal } from '../auth/index.js';
import { MeResponse } from './me.responses.js';

@ApiTags('Keys')
@Controller('v1/me')
export class MeController {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  @Get()
  @AnyKey()
  @ApiOperation({ summary: 'The key itself: its agency, its brands and its scopes' })
  @ApiOkResponse({ type: MeResponse })
  async read(@CurrentPrincipal() { agencyId, keyId, actor, scopes, scope }: Principal): Promise<MeResponse> {
    const agency = await this.unitOfWork.read((tx) => readAgency(tx, agencyId));
    return { agency, key: { id: keyId, name: actor.label }, scopes, brands: scope.brands };
  }
}

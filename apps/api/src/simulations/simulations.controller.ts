import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { type Clock, CLOCK } from '#kernel';
import { UnitOfWork } from '#persistence';
import { SimulateCalendar } from '#planning';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import { SimulateRequest } from './simulations.requests.js';
import { SimulationResponse, toSimulationResponse } from './simulations.responses.js';

@ApiTags('Calendar')
@Controller('v1/simulations')
export class SimulationsController {
  constructor(
    private readonly simulation: SimulateCalendar,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @Scopes('calendar:read')
  @ApiOperation({
    summary: 'What will be published, missed or skipped in a window, what stays empty, and why; writes nothing',
    description:
      'Foresees what happens if nobody does anything from now on: pauses stand, channels stay as they are, networks take what they are sent.',
  })
  @ApiOkResponse({ type: SimulationResponse })
  async simulate(@CurrentPrincipal() { scope }: Principal, @Body() body: SimulateRequest): Promise<SimulationResponse> {
    const now = this.clock.now();
    return toSimulationResponse(await this.unitOfWork.read((tx) => this.simulation.run(tx, scope, body, now)));
  }
}

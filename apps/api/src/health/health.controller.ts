import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/index.js';
import { Refusal, Unlimited } from '../http/index.js';
import { HealthResponse, ReadinessResponse } from './health.responses.js';
import { ReadinessProbe } from './readiness.probe.js';

@Public()
@Unlimited()
@ApiTags('Operations')
@Controller()
export class HealthController {
  constructor(private readonly readiness: ReadinessProbe) {}

  @Get('healthz')
  @ApiOperation({ summary: 'Whether the process answers', security: [] })
  @ApiOkResponse({ type: HealthResponse })
  health(): HealthResponse {
    return { status: 'ok' };
  }

  @Get('readyz')
  @ApiOperation({
    summary: 'Whether the service can do its work: database, migrations, scheduler, clock',
    security: [],
  })
  @ApiOkResponse({ type: ReadinessResponse })
  @ApiServiceUnavailableResponse({ description: 'A problem document with `checks`.' })
  async ready(): Promise<ReadinessResponse> {
    const checks = await this.readiness.check();
    if (Object.values(checks).every((check) => check.ok)) return { status: 'ready', checks };
    throw new Refusal('service.unavailable', {
      extensions: { checks },
      detail: {
        en: 'The service is not ready; `checks` says what is missing.',
        fr: 'Le service n’est pas prêt ; `checks` dit ce qui manque.',
      },
    });
  }
}

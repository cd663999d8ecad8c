import { ApiProperty } from '@nestjs/swagger';

export class HealthResponse {
  @ApiProperty({ enum: ['ok'] })
  status: 'ok';
}

export class CheckResponse {
  @ApiProperty()
  ok: boolean;
}

export class MigrationsCheckResponse extends CheckResponse {
  @ApiProperty({ isArray: true, type: String })
  pending: string[];
}

export class SchedulerCheckResponse extends CheckResponse {
  @ApiProperty({ type: 'integer', nullable: true, description: 'Since the last heartbeat; null: none yet.' })
  ageMs: number | null;
}

export class ClockCheckResponse extends CheckResponse {
  @ApiProperty({ type: 'integer', nullable: true, description: 'Null: not compared with the database yet.' })
  uncertaintyMs: number | null;
}

export class ReadinessChecksResponse {
  @ApiProperty()
  database: CheckResponse;

  @ApiProperty()
  migrations: MigrationsCheckResponse;

  @ApiProperty()
  scheduler: SchedulerCheckResponse;

  @ApiProperty()
  clock: ClockCheckResponse;
}

export class ReadinessResponse {
  @ApiProperty({ enum: ['ready'] })
  status: 'ready';

  @ApiProperty()
  checks: ReadinessChecksResponse;
}

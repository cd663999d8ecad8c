import { type DynamicModule, Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { ClockFollower } from './clock-follower.js';
import { HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';
import { MIGRATIONS_PENDING, type MigrationsPending, ReadinessProbe } from './readiness.probe.js';

@Module({})
export class HealthModule {
  static forRoot(migrationsPending: MigrationsPending, metrics: Registry): DynamicModule {
    return {
      module: HealthModule,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: MIGRATIONS_PENDING, useValue: migrationsPending },
        { provide: Registry, useValue: metrics },
        ReadinessProbe,
        Metrics,
        ClockFollower,
      ],
      exports: [Metrics],
    };
  }
}

import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { type Clock, CLOCK } from '#kernel';
import { DataSource } from 'typeorm';
import { SECRET_BOX, type SecretBox } from './secret-box.js';
import { UnitOfWork } from './unit-of-work.js';

export interface Foundation {
  config: AppConfig;
  clock: Clock;
  secretBox: SecretBox;
  /** Opened; closed with the application. */
  dataSource: DataSource;
}

/** What every part of an application stands on: settings, clock, database, secrets. */
@Module({})
export class FoundationModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  static forRoot(foundation: Foundation): DynamicModule {
    const providers = [
      { provide: APP_CONFIG, useValue: foundation.config },
      { provide: CLOCK, useValue: foundation.clock },
      { provide: SECRET_BOX, useValue: foundation.secretBox },
      { provide: DataSource, useValue: foundation.dataSource },
      UnitOfWork,
    ];
    return { module: FoundationModule, global: true, providers, exports: providers };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

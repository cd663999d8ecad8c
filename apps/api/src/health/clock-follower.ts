import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type Clock, CLOCK } from '#kernel';
import { followDatabaseClock } from '#persistence';
import { DataSource } from 'typeorm';

const EVERY = 60_000;

/** Keeps the application's clock set by PostgreSQL's: machines drift apart, rows are dated alike. */
@Injectable()
export class ClockFollower implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ClockFollower.name);
  private timer: NodeJS.Timeout | undefined;
  private following: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly dataSource: DataSource,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.following = this.follow();
    }, EVERY).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.following;
  }

  private async follow(): Promise<void> {
    await followDatabaseClock(this.clock, this.dataSource).catch((error: unknown) => {
      this.logger.warn(`The database’s clock could not be read: ${String(error)}`);
    });
  }
}

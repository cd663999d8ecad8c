import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Clock, CLOCK } from '#kernel';
import { sqlRows, UnitOfWork } from '#persistence';
import type {
  ClockCheckResponse,
  MigrationsCheckResponse,
  ReadinessChecksResponse,
  SchedulerCheckResponse,
} from './health.responses.js';

/** Names of the migrations that the database has not seen. */
export type MigrationsPending = () => Promise<string[]>;
export const MIGRATIONS_PENDING = Symbol('MigrationsPending');

/** Milliseconds without a heartbeat (one a second) after which nothing is being published. */
const STALE_HEARTBEAT = 30_000;
/** Milliseconds of clock uncertainty beyond which dispatch stops. */
const UNCERTAIN_CLOCK = 500;

@Injectable()
export class ReadinessProbe {
  private readonly logger = new Logger(ReadinessProbe.name);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(MIGRATIONS_PENDING) private readonly migrationsPending: MigrationsPending,
  ) {}

  async check(): Promise<ReadinessChecksResponse> {
    const clock = this.checkClock();
    try {
      const migrations = await this.checkMigrations();
      return { database: { ok: true }, migrations, scheduler: await this.checkScheduler(), clock };
    } catch (error) {
      this.logger.warn(`The database does not answer: ${String(error)}`);
      const unknown = { migrations: { ok: false, pending: [] }, scheduler: { ok: false, ageMs: null } };
      return { database: { ok: false }, ...unknown, clock };
    }
  }

  private async checkMigrations(): Promise<MigrationsCheckResponse> {
    const pending = await this.migrationsPending();
    return { ok: pending.length === 0, pending };
  }

  private async checkScheduler(): Promise<SchedulerCheckResponse> {
    const [row] = await this.unitOfWork.read((tx) =>
      sqlRows<{ beat: Date | null }>(tx, 'select max(beaten_at) as beat from heartbeat'),
    );
    const ageMs = row?.beat ? this.clock.now().getTime() - row.beat.getTime() : null;
    return { ok: ageMs !== null && ageMs <= STALE_HEARTBEAT, ageMs };
  }

  private checkClock(): ClockCheckResponse {
    const uncertainty = this.clock.uncertainty();
    const uncertaintyMs = Number.isFinite(uncertainty) ? Math.round(uncertainty) : null;
    return { ok: uncertainty <= UNCERTAIN_CLOCK, uncertaintyMs };
  }
}

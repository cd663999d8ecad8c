import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type Clock, CLOCK } from '#kernel';
import { sqlRows, type Tx, UnitOfWork } from '#persistence';

/** Publications that move or wait for somebody. Those due later and those that are done would only count rows. */
const STANDING = ['queued', 'publishing', 'processing', 'reconciling', 'held', 'unconfirmed'] as const;

/** One index range per state, so that a million future publications cost nothing. */
const COUNT_PUBLICATIONS = [
  `select 'due' as state, count(*)::int as count from publication
   where state in ('scheduled', 'waiting', 'processing') and run_at <= $1`,
  ...STANDING.map((state) => `select '${state}', count(*)::int from publication where state = '${state}'`),
].join(' union all ');

const READ_OUTBOX = `select count(*)::int as waiting, min(created_at) as oldest from outbox_event where position is null`;

/** What Prometheus reads: the process, the requests, and where publications stand. */
@Injectable()
export class Metrics {
  private readonly requests: Histogram;
  private readonly publications: Gauge<'state'>;
  private readonly outboxWaiting: Gauge;
  private readonly outboxLag: Gauge;

  constructor(
    readonly registry: Registry,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    collectDefaultMetrics({ register: registry });
    this.requests = new Histogram({
      name: 'marronnier_http_request_duration_seconds',
      help: 'Time to answer, by route template.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    });
    this.publications = this.gauge('marronnier_publications', 'Publications by state; `due`: their time has come.', [
      'state',
    ]);
    this.outboxWaiting = this.gauge('marronnier_outbox_unsequenced', 'Events without a place in the stream yet.');
    this.outboxLag = this.gauge('marronnier_outbox_lag_seconds', 'Age of the oldest of them.');
  }

  /** Times every request from now on. */
  observe(instance: FastifyInstance): void {
    instance.addHook('onResponse', (request, reply, done) => {
      const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode };
      this.requests.observe(labels, reply.elapsedTime / 1000);
      done();
    });
  }

  /** The Prometheus text format, version 0.0.4. */
  async read(): Promise<string> {
    await this.unitOfWork.read((tx) => this.measure(tx));
    return this.registry.metrics();
  }

  private async measure(tx: Tx): Promise<void> {
    const now = this.clock.now();
    const counts = await sqlRows<{ state: string; count: number }>(tx, COUNT_PUBLICATIONS, [now]);
    for (const { state, count } of counts) this.publications.set({ state }, count);
    const [outbox] = await sqlRows<{ waiting: number; oldest: Date | null }>(tx, READ_OUTBOX);
    const oldest = outbox?.oldest?.getTime() ?? now.getTime();
    this.outboxWaiting.set(outbox?.waiting ?? 0);
    this.outboxLag.set(Math.max(0, now.getTime() - oldest) / 1000);
  }

  private gauge<Label extends string>(name: string, help: string, labelNames: Label[] = []): Gauge<Label> {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }
}

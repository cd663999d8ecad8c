import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Registry } from 'prom-client';
import { adapters, callMetrics, createRegistry, type NetworkAdapter } from '#networks';
import { type Foundation, FoundationModule } from '#persistence';
import { ApiModule } from './api.module.js';
import { assertEveryRouteGuarded } from './auth/index.js';
import { HealthModule, Metrics, type MigrationsPending } from './health/index.js';
import { HttpModule } from './http/http.module.js';
import { nestLogger } from './http/nest-log.js';
import { createServer, type Server } from './http/server.js';
import { describeApi, serveDescription } from './openapi/index.js';

export interface ApiFoundation extends Foundation {
  /** Instead of the networks this build knows. */
  adapters?: readonly NetworkAdapter[];
  migrationsPending: MigrationsPending;
  /** Milliseconds a duplicate of a running request waits for its answer; 10 s. */
  idempotencyWait?: number;
}

const IDEMPOTENCY_WAIT = 10_000;

/** The api, ready to listen. Closing it answers what is in flight, then closes the foundation's pool. */
export async function createApi(foundation: ApiFoundation): Promise<NestFastifyApplication> {
  const server = createServer(foundation.config);
  const root = rootModule(foundation, server);
  const app = await NestFactory.create<NestFastifyApplication>(root, server.adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: nestLogger(server.instance.log),
  });
  assertEveryRouteGuarded(app);
  app.get(Metrics).observe(server.instance);
  serveDescription(server.instance, describeApi(app), foundation.config.publicUrl);
  await app.init();
  await server.instance.ready();
  return app;
}

function rootModule(foundation: ApiFoundation, server: Server): DynamicModule {
  const known = foundation.adapters ?? adapters;
  const registry = createRegistry(known);
  const metrics = new Registry();
  return {
    module: class MarronnierApi {},
    imports: [
      FoundationModule.forRoot(foundation),
      HttpModule.forRoot(server.problems, foundation.idempotencyWait ?? IDEMPOTENCY_WAIT),
      HealthModule.forRoot(foundation.migrationsPending, metrics),
      ApiModule.forRoot({ ...foundation, registry, adapters: known, observe: callMetrics(metrics) }),
    ],
  };
}

import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AgenciesModule } from '#agencies';
import { AuthGuard } from '../auth/auth.guard.js';
import { DryRunInterceptor } from './dry-run.interceptor.js';
import { EtagInterceptor } from './etag.interceptor.js';
import { NetworkTurns } from './idempotency/network-turns.js';
import { AnswerOnce, IDEMPOTENCY_WAIT } from './idempotency/answer-once.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { IdempotencyKeyRepository } from './idempotency/idempotency-key.repository.js';
import { ProblemFilter } from './problem.filter.js';
import { ProblemWriter } from './problem-writer.js';
import { ProblemsController } from './problems.controller.js';
import { RateLimitGuard, RateLimits } from './rate-limit.js';
import { RequestPipe } from './request.pipe.js';
import { RequestShapeInterceptor } from './request-shape.interceptor.js';

/** The manners of every route. Order: guards as listed, interceptors from the outside in, then the pipe, then the handler. */
@Module({})
export class HttpModule {
  static forRoot(problems: ProblemWriter, idempotencyWait: number): DynamicModule {
    return {
      module: HttpModule,
      // Batches describe the problems of their items.
      global: true,
      exports: [ProblemWriter],
      imports: [AgenciesModule],
      controllers: [ProblemsController],
      providers: [
        { provide: ProblemWriter, useValue: problems },
        { provide: IDEMPOTENCY_WAIT, useValue: idempotencyWait },
        RateLimits,
        AnswerOnce,
        NetworkTurns,
        IdempotencyKeyRepository,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_GUARD, useClass: RateLimitGuard },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: DryRunInterceptor },
        { provide: APP_INTERCEPTOR, useClass: EtagInterceptor },
        { provide: APP_INTERCEPTOR, useClass: RequestShapeInterceptor },
        { provide: APP_PIPE, useClass: RequestPipe },
      ],
    };
  }
}

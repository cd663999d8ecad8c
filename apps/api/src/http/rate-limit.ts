import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { APP_CONFIG, type AppConfig } from '#config';
import { type Clock, CLOCK } from '#kernel';
import type { ApiReply, ApiRequest } from './api-request.js';
import { type Allowance, RateLimiter } from './rate-limiter.js';
import { Refusal } from './refusal.js';

const UNLIMITED_KEY = Symbol('unlimited');

/** For probes, which must answer when everything else is refused. */
export const Unlimited = (): ClassDecorator & MethodDecorator => SetMetadata(UNLIMITED_KEY, true);

/** Bad keys one address may try per minute. */
const FAILED_KEYS_PER_MINUTE = 60;

/** The counters of this process: requests per key (or per address without one), and bad keys per address. */
@Injectable()
export class RateLimits {
  private readonly requests: RateLimiter;
  private readonly failures: RateLimiter;

  constructor(@Inject(CLOCK) clock: Clock, @Inject(APP_CONFIG) config: AppConfig) {
    this.requests = new RateLimiter(clock, config.rateLimitPerMinute);
    this.failures = new RateLimiter(clock, FAILED_KEYS_PER_MINUTE);
  }

  takeRequest(request: ApiRequest): Allowance {
    return this.requests.take(request.principal?.keyId ?? request.ip);
  }

  /** Counts a bad key; a good one behind the same address is never refused for it. */
  takeFailure(request: ApiRequest): Allowance {
    return this.failures.take(request.ip);
  }
}

/** After authentication: counts the request and says in its headers what is left. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly limits: RateLimits,
    private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (this.reflector.getAllAndOverride<boolean>(UNLIMITED_KEY, [context.getHandler(), context.getClass()]))
      return true;
    const http = context.switchToHttp();
    const allowance = this.limits.takeRequest(http.getRequest<ApiRequest>());
    if (allowance.exceeded) throw tooManyRequests(allowance);
    void http.getResponse<ApiReply>().headers(headersOf(allowance));
    return true;
  }
}

export function tooManyRequests(allowance: Allowance): Refusal {
  return new Refusal('request.rate_limited', {
    params: { seconds: allowance.resetSeconds },
    headers: { ...headersOf(allowance), 'retry-after': String(allowance.resetSeconds) },
  });
}

function headersOf(allowance: Allowance): Record<string, string> {
  return {
    'ratelimit-limit': String(allowance.limit),
    'ratelimit-remaining': String(allowance.remaining),
    'ratelimit-reset': String(allowance.resetSeconds),
  };
}

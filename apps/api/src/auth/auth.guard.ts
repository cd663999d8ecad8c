import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiKeyService, type Principal, type Scope } from '#agencies';
import { type Clock, CLOCK } from '#kernel';
import { UnitOfWork } from '#persistence';
import type { ApiRequest } from '../http/api-request.js';
import { RateLimits, tooManyRequests } from '../http/rate-limit.js';
import { Refusal } from '../http/refusal.js';
import { PUBLIC_KEY, SCOPES_KEY } from './scopes.decorator.js';

/** RFC 6750 §2.1; the scheme's case does not matter (RFC 9110 §11.1). */
const BEARER = /^bearer +([A-Za-z0-9._~+/-]+=*) *$/i;

/** Finds out who is calling (401) and whether its key has the scopes the route needs (403). */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeyService,
    private readonly unitOfWork: UnitOfWork,
    private readonly limits: RateLimits,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC_KEY, places)) return true;
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const principal = await this.authenticate(request);
    request.principal = principal;
    requireScopes(principal, this.reflector.getAllAndOverride<Scope[]>(SCOPES_KEY, places));
    return true;
  }

  private async authenticate(request: ApiRequest): Promise<Principal> {
    const header = request.headers.authorization;
    if (header === undefined) throw challenge('auth.required', 'Bearer realm="marronnier"');
    const token = BEARER.exec(header)?.[1] ?? '';
    const principal = await this.unitOfWork.read((tx) => this.keys.authenticate(tx, token, this.clock.now()));
    return principal ?? this.refuseKey(request);
  }

  private refuseKey(request: ApiRequest): never {
    const allowance = this.limits.takeFailure(request);
    if (allowance.exceeded) throw tooManyRequests(allowance);
    throw challenge('auth.invalid', 'Bearer realm="marronnier", error="invalid_token"');
  }
}

/** @throws Refusal `auth.scope_missing`; routes say it with `Scopes`, this is for what only some requests need */
export function requireScopes(principal: Pick<Principal, 'scopes'>, scopes: readonly Scope[]): void {
  const missing = scopes.filter((scope) => !principal.scopes.includes(scope));
  if (missing.length === 0) return;
  const scope = missing.join(' ');
  throw challenge('auth.scope_missing', `Bearer realm="marronnier", error="insufficient_scope", scope="${scope}"`, {
    scope,
  });
}

/** RFC 6750 §3. */
function challenge(
  code: 'auth.required' | 'auth.invalid' | 'auth.scope_missing',
  authenticate: string,
  params: Record<string, string> = {},
): Refusal {
  return new Refusal(code, { params, headers: { 'www-authenticate': authenticate } });
}

/** Whether the caller may let pass what needs an approver. */
export function mayApprove({ scopes }: Pick<Principal, 'scopes'>): boolean {
  return scopes.includes('posts:approve');
}

import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { Reflector } from '@nestjs/core';
import type { Observable } from 'rxjs';
import { DomainError } from '#kernel';
import type { ApiRequest } from './api-request.js';
import { BODY_DIGEST_KEY } from './body-digest.js';
import { unsupportedMediaType } from './explain-error.js';
import { Refusal, type RefusedField } from './refusal.js';
import { escapePointer } from './refused-fields.js';

/** Refuses what no request class looks at: fields sent to handlers that take none, uploads where JSON is expected. */
@Injectable()
export class RequestShapeInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const takesUploads = this.reflector.get<unknown>(BODY_DIGEST_KEY, context.getHandler()) !== undefined;
    if (request.isMultipart() && !takesUploads) throw unsupportedMediaType('application/json');
    refuseNullCharacters(request);
    // What comes with, or instead of, an upload its guard has checked.
    const fields = [...unknownQuery(request, context), ...(takesUploads ? [] : unknownBody(request, context))];
    if (fields.length > 0) throw new Refusal('request.invalid', { fields });
    return next.handle();
  }
}

/** PostgreSQL has no way to store U+0000; bodies are looked through as they are parsed. */
function refuseNullCharacters(request: ApiRequest): void {
  const params = Object.values(request.params as Record<string, string>);
  if (params.some((value) => value.includes('\0'))) throw new DomainError('request.not_found');
  const bad = Object.entries(request.query as Record<string, unknown>).find(([, value]) =>
    [value].flat().join('').includes('\0'),
  );
  if (bad) throw DomainError.at(`?${bad[0]}`, 'field.invalid', { reason: 'U+0000' });
}

function unknownQuery(request: ApiRequest, context: ExecutionContext): RefusedField[] {
  const known = namesTaken(context, RouteParamtypes.QUERY);
  if (known === 'class') return [];
  const allowed = request.method === 'POST' ? [...known, 'dryRun'] : known;
  const given = Object.keys(request.query as object);
  return given
    .filter((name) => !allowed.includes(name))
    .map((name) => ({ pointer: `?${name}`, code: 'field.unknown' }));
}

function unknownBody(request: ApiRequest, context: ExecutionContext): RefusedField[] {
  if (namesTaken(context, RouteParamtypes.BODY).length > 0) return [];
  const given = Object.keys((request.body as object | undefined) ?? {});
  return given.map((name) => ({ pointer: `/${escapePointer(name)}`, code: 'field.unknown' }));
}

/** The names a handler takes one by one from a part of the request, or 'class' when a request class checks them. */
function namesTaken(context: ExecutionContext, part: RouteParamtypes): string[] | 'class' {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) ??
    {}) as Record<string, { data?: unknown }>;
  const taken = Object.entries(args).filter(([key]) => key.startsWith(`${part}:`));
  const names = taken.map(([, { data }]) => data);
  return names.some((name) => name === undefined) ? 'class' : names.map(String);
}

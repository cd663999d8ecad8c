import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import { loggedError, newId } from '#kernel';
import type { ApiRequest } from './api-request.js';

const SANE_ID = /^[A-Za-z0-9._-]{8,128}$/;

/** The caller's `X-Request-Id` when it is a plain one, else a new UUIDv7. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && SANE_ID.test(given) ? given : newId();
}

/** Names under which secrets travel; bodies and headers are not logged at all, this is for what slips in. */
const SECRET_NAMES = ['authorization', 'credentials', 'token', 'secret', 'password', 'cookie'];

/** Settings of Fastify's own logger (pino). */
export function loggerOptions(level: string): FastifyServerOptions['logger'] {
  return {
    level,
    redact: { paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[secret]' },
    serializers: {
      req: (request: { method: string; url: string }) => ({ method: request.method, path: withoutQuery(request.url) }),
      err: loggedError,
    },
  };
}

function withoutQuery(url: string): string {
  return url.split('?', 1)[0] ?? url;
}

/** One line per answered request: its route as a template, never a body or a header. Probes speak at debug level. */
export function logRequests(instance: FastifyInstance): void {
  instance.addHook('onResponse', (request: ApiRequest, reply, done) => {
    const route = request.routeOptions.url ?? null;
    const level = route === '/healthz' || route === '/readyz' || route === '/metrics' ? 'debug' : 'info';
    const { method, principal } = request;
    request.log[level](
      { method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime), key: principal?.keyId },
      'answered',
    );
    done();
  });
}

import type { FastifyInstance } from 'fastify';
import { FakeClock } from '#kernel';
import { expectedVersion } from './if-match.decorator.js';
import { RateLimiter } from './rate-limiter.js';
import { RouteTable } from './route-table.js';

describe('If-Match', () => {
  it.each([
    [undefined, null],
    ['*', null],
    ['"7"', 7],
    [' "7" ', 7],
    ['W/"7"', -1],
    ['7', -1],
    ['"1", "2"', -1],
    ['"x"', -1],
    ['', -1],
  ])('%p asks for version %p', (header, version) => {
    expect(expectedVersion(header)).toBe(version);
  });
});

describe('the route table', () => {
  type Hook = (route: { method: string | string[]; url: string }) => void;
  const table = new RouteTable();
  let add: Hook = () => undefined;
  table.watch({ addHook: (_: string, hook: Hook) => (add = hook) } as unknown as FastifyInstance);
  add({ method: 'GET', url: '/v1/posts/:postId' });
  add({ method: ['DELETE', 'PATCH'], url: '/v1/posts/:postId' });
  add({ method: 'POST', url: '/v1/posts::batch' });
  add({ method: 'GET', url: '/calendars/:token.ics' });
  add({ method: 'GET', url: '/*' });

  it.each([
    ['/v1/posts/1', ['DELETE', 'GET', 'PATCH']],
    ['/v1/posts/', []],
    ['/v1/posts/1/2', []],
    ['/v1/posts:batch', ['POST']],
    ['/calendars/abc.ics', ['GET']],
    ['/calendars/abcxics', []],
  ])('knows what %s takes', (path, methods) => {
    expect(table.methodsAt(path)).toEqual(methods);
  });
});

describe('the rate limiter', () => {
  it('counts each caller in windows of a minute', () => {
    const clock = new FakeClock('2026-11-24T08:00:00Z');
    const limiter = new RateLimiter(clock, 2);
    expect(limiter.take('a')).toEqual({ limit: 2, remaining: 1, resetSeconds: 60, exceeded: false });
    clock.advance(30_500);
    expect(limiter.take('a')).toMatchObject({ remaining: 0, resetSeconds: 30, exceeded: false });
    expect(limiter.take('a')).toMatchObject({ remaining: 0, exceeded: true });
    expect(limiter.take('b').exceeded).toBe(false);
    clock.advance(29_500);
    expect(limiter.take('a')).toMatchObject({ remaining: 1, resetSeconds: 60, exceeded: false });
  });
});

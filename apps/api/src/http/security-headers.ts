import type { FastifyInstance } from 'fastify';

const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** What the pages under a path need beyond nothing; a handler's own header wins. */
const PAGES: readonly [prefix: string, policy: string][] = [
  [
    '/docs',
    `${NOTHING}; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'`,
  ],
  ['/feeds/', `${NOTHING}; style-src 'unsafe-inline'; img-src 'self' https: data:; media-src 'self' https:`],
];

/** Headers that keep browsers from doing more with an answer than is meant. */
export function addSecurityHeaders(instance: FastifyInstance): void {
  instance.addHook('onSend', (request, reply, _payload, done) => {
    const policy = PAGES.find(([prefix]) => request.url.startsWith(prefix))?.[1] ?? NOTHING;
    const headers: Record<string, string> = {
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'x-request-id': request.id,
      ...(request.url.startsWith('/v1/')
        ? { 'cache-control': 'no-store', vary: 'Authorization, Accept-Language' }
        : {}),
    };
    for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) void reply.header(name, value);
    done();
  });
}

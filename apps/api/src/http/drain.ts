import type { FastifyInstance } from 'fastify';

/**
 * While the server closes, every answer ends its connection. Fastify ends those that are idle as closing begins; one
 * that is answered after that would otherwise stay open, and closing wait for it.
 */
export function drainOnClose(instance: FastifyInstance): void {
  let closing = false;
  instance.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  instance.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done();
  });
}

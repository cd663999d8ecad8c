import type { LoggerService } from '@nestjs/common';
import type { FastifyBaseLogger } from 'fastify';

/** Lets Nest speak through Fastify's logger; its start-up chatter goes to debug. */
export function nestLogger(log: FastifyBaseLogger): LoggerService {
  const write =
    (level: 'debug' | 'warn' | 'error' | 'fatal') =>
    (message: unknown, ...details: unknown[]): void => {
      const text = message instanceof Error ? message.message : String(message);
      const stack = message instanceof Error ? message.stack : undefined;
      log[level]({ stack, context: details.map(String).filter((detail) => detail !== '') }, text);
    };
  return {
    log: write('debug'),
    debug: write('debug'),
    verbose: write('debug'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('fatal'),
  };
}

import type { HttpClient, HttpOutcome, HttpRequest } from '../contract.js';
import { exchange } from './exchange.js';
import type { Resolver } from './guarded-lookup.js';
import { isBlockedLiteral, readTarget } from './target.js';

export interface HttpClientOptions {
  /** Turns the address check off for hosts typed by users (`WEBHOOK_ALLOW_PRIVATE`). */
  allowPrivate: boolean;
  userAgent: string;
  /** How names become addresses; the operating system's way unless a test says otherwise. */
  resolve?: Resolver;
}

/**
 * HTTP as publishing needs it: no redirects followed, no retries, no reused connections, one deadline for everything
 * from name resolution to the last byte, bodies up to 64 KiB, and an honest word on whether anything was sent.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  return { send: (request) => send(request, options) };
}

async function send(request: HttpRequest, options: HttpClientOptions): Promise<HttpOutcome> {
  const guarded = request.userSuppliedHost && !options.allowPrivate;
  const target = readTarget(request.url);
  if (!target) return unsent('bad_url');
  if (guarded && isBlockedLiteral(target)) return unsent('blocked_address');
  return exchange(target.url, request, { userAgent: options.userAgent, guarded, resolve: options.resolve });
}

function unsent(code: string): HttpOutcome {
  return { kind: 'failed', bytesSent: false, code };
}

import { Client, type Dispatcher } from 'undici';
import type { HttpOutcome, HttpRequest } from '../contract.js';
import { failureCode } from './failure-code.js';
import { guardedLookup, type Resolver } from './guarded-lookup.js';

/** Bytes of an answer's body that are kept at most. */
export const MAX_BODY_BYTES = 64 * 1024;

/** Milliseconds per address before the next one of a name is tried too; Node's 250 is too short across oceans. */
const NEXT_ADDRESS_AFTER = 2_500;

export interface ExchangeOptions {
  userAgent: string;
  /** Refuse names that lead to a private address. */
  guarded: boolean;
  resolve?: Resolver | undefined;
}

/**
 * One request on one connection of its own. A kept-alive connection may have died unseen, and then nobody can tell
 * whether the peer read the request; on a fresh one the request is written only after the handshake, so that every
 * failure before that moment proves that nothing left. The price is a handshake per call.
 */
export async function exchange(url: URL, request: HttpRequest, options: ExchangeOptions): Promise<HttpOutcome> {
  const client = openClient(url, request, options);
  try {
    return await converse(client, url, request, options.userAgent);
  } finally {
    await client.destroy();
  }
}

/** A connection of its own to the origin of `url`, made with the first request. */
export function openClient(url: URL, request: Pick<HttpRequest, 'deadline'>, options: ExchangeOptions): Client {
  const lookup = options.guarded ? { lookup: guardedLookup(options.resolve) } : {};
  return new Client(url.origin, {
    // Zero is undici's way to say `Connection: close`.
    pipelining: 0,
    allowH2: false,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER,
    // One deadline rules the whole exchange, below; undici's own would only blur which one fired.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: request.deadline, ...lookup },
  });
}

function converse(client: Client, url: URL, request: HttpRequest, userAgent: string): Promise<HttpOutcome> {
  return new Promise((resolve) => {
    const listener = new Listener(url.protocol === 'https:', request.discardBody ?? false, (outcome) => {
      clearTimeout(timer);
      resolve(outcome);
    });
    const timer = setTimeout(() => listener.fail('timeout'), request.deadline);
    client.dispatch(dispatchOptions(url, request, userAgent), listener);
  });
}

function dispatchOptions(url: URL, request: HttpRequest, userAgent: string): Dispatcher.DispatchOptions {
  return {
    path: url.pathname + url.search,
    method: request.method,
    headers: { 'user-agent': userAgent, 'accept-encoding': 'identity', ...lowerCased(request.headers ?? {}) },
    body: request.body === undefined ? null : Buffer.from(request.body as string),
  };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Follows one exchange and settles it once. */
class Listener implements Dispatcher.DispatchHandler {
  private sent = false;
  private settled = false;
  private status = 0;
  private headers: Record<string, string> = {};
  private readonly chunks: Buffer[] = [];
  private size = 0;

  constructor(
    private readonly secure: boolean,
    private readonly discardBody: boolean,
    private readonly settle: (outcome: HttpOutcome) => void,
  ) {}

  /** Called right before the request is written to a connected socket. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    // undici may hand a request to a second connection; a request that may have been read is never written twice.
    if (this.settled || this.sent) return controller.abort(new Error('refused to write a request twice'));
    this.sent = true;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return;
    this.status = status;
    this.headers = flattened(headers);
    if (this.discardBody) this.answer();
    else if (Number(this.headers['content-length'] ?? 0) > MAX_BODY_BYTES) this.fail('too_large');
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.byteLength;
    if (this.size > MAX_BODY_BYTES) return this.fail('too_large');
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.answer();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: NodeJS.ErrnoException): void {
    this.fail(failureCode(error, this.secure && !this.sent));
  }

  fail(code: string): void {
    this.finish({ kind: 'failed', bytesSent: this.sent, code });
  }

  private answer(): void {
    const body = this.discardBody ? '' : Buffer.concat(this.chunks).toString('utf8');
    this.finish({ kind: 'answered', status: this.status, headers: this.headers, body });
  }

  private finish(outcome: HttpOutcome): void {
    if (this.settled) return;
    this.settled = true;
    this.settle(outcome);
  }
}

/** Header values that came several times become one, as RFC 9110 §5.3 allows. */
export function flattened(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const pairs = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(pairs.map(([name, value]) => [name, [value].flat().join(', ')]));
}

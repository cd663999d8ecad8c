import { Readable } from 'node:stream';
import { Client, type Dispatcher } from 'undici';
import type { HttpOutcome, HttpRequest } from '../contract.js';
import { failureCode } from './failure-code.js';
import { guardedLookup, type Resolver } from './guarded-lookup.js';

/** Bytes of an answer's body that are read unless the request asks for more. */
export const DEFAULT_ANSWER_BYTES = 64 * 1024;
/** Bytes that no request gets more of. */
export const MOST_ANSWER_BYTES = 4 * 1024 * 1024;

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
    const listener = new Listener(url.protocol === 'https:', reading(request), (outcome) => {
      clearTimeout(timer);
      resolve(outcome);
    });
    const timer = setTimeout(() => listener.fail('timeout'), request.deadline);
    client.dispatch(dispatchOptions(url, request, userAgent), listener);
  });
}

/** How much of an answer is read; none where only its head matters. */
function reading({ discardBody = false, maxAnswerBytes = DEFAULT_ANSWER_BYTES }: HttpRequest): number {
  return discardBody ? 0 : Math.min(maxAnswerBytes, MOST_ANSWER_BYTES);
}

function dispatchOptions(url: URL, request: HttpRequest, userAgent: string): Dispatcher.DispatchOptions {
  const { body, ...length } = bodyOf(request.body);
  return {
    path: url.pathname + url.search,
    method: request.method,
    headers: {
      'user-agent': userAgent,
      'accept-encoding': 'identity',
      ...lowerCased(request.headers ?? {}),
      ...length,
    },
    body,
  };
}

/** A stream's length goes ahead of it: many networks refuse chunked requests, and a short body is then an error. */
function bodyOf(body: HttpRequest['body']): { body: Dispatcher.DispatchOptions['body']; 'content-length'?: string } {
  if (body === undefined) return { body: null };
  if (typeof body === 'string' || body instanceof Uint8Array) return { body: Buffer.from(body as string) };
  return { body: Readable.from(body.open()), 'content-length': String(body.length) };
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
    /** Bytes; none: the body is dropped unread. */
    private readonly maxBytes: number,
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
    if (this.maxBytes === 0) this.answer();
    else if (Number(this.headers['content-length'] ?? 0) > this.maxBytes) this.fail('too_large');
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.byteLength;
    if (this.size > this.maxBytes) return this.fail('too_large');
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
    const body = this.maxBytes === 0 ? '' : Buffer.concat(this.chunks).toString('utf8');
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

import { Readable } from 'node:stream';
import type { Client } from 'undici';
import { type ExchangeOptions, flattened, openClient } from './exchange.js';
import { failureCode, type FailureCode } from './failure-code.js';
import type { HttpClientOptions } from './http-client.js';
import { isBlockedLiteral, readTarget } from './target.js';

/** A file that lies wherever a user says. */
export interface DownloadRequest {
  url: string;
  /** Milliseconds for everything, from the first name to the last byte. */
  deadline: number;
  maxBytes: number;
}

/** `downgraded`: an https address led on to http. `redirects`: more than five, or one that leads nowhere. */
export type DownloadFailure = FailureCode | 'downgraded' | 'redirects';

export type Download =
  /** `stream` is to be read or destroyed; it fails with `DownloadError`. */
  | { kind: 'opened'; status: number; headers: Readonly<Record<string, string>>; stream: Readable }
  | { kind: 'failed'; code: DownloadFailure };

/** Why a stream that was opened did not come to its end. */
export class DownloadError extends Error {
  constructor(readonly code: FailureCode) {
    super(`The download broke off: ${code}`);
    this.name = 'DownloadError';
  }
}

const MAX_REDIRECTS = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/**
 * Streams a file over HTTP. Every address on the way there is checked as the first is (scheme, literal, what its name
 * resolves to) and connected to exactly as it was checked; nothing that knows us, such as cookies or credentials, is
 * sent. Never throws.
 */
export async function download(request: DownloadRequest, options: HttpClientOptions): Promise<Download> {
  const { signal, stop } = startDeadline(request.deadline);
  let outcome: Hop = { kind: 'redirected', to: request.url };
  for (let hops = 0, from = ''; outcome.kind === 'redirected' && hops <= MAX_REDIRECTS; hops++) {
    const to: string = outcome.to;
    outcome = await hop(from, to, request, options, signal);
    from = to;
  }
  if (outcome.kind === 'opened') {
    outcome.stream.once('close', stop);
    return outcome;
  }
  stop();
  return outcome.kind === 'failed' ? outcome : failed('redirects');
}

function startDeadline(deadline: number): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), deadline);
  return { signal: controller.signal, stop: () => clearTimeout(timer) };
}

type Hop = Download | { kind: 'redirected'; to: string };

/** One request, unless its address is refused; `from`: the address that led to it. */
async function hop(
  from: string,
  to: string,
  request: DownloadRequest,
  options: HttpClientOptions,
  signal: AbortSignal,
): Promise<Hop> {
  const { userAgent, resolve, allowPrivate } = options;
  const refused = refusedHop(from, to, allowPrivate);
  if (refused) return failed(refused);
  return ask(new URL(to), request, { userAgent, guarded: !allowPrivate, resolve }, signal);
}

/** Why an address is not even asked; names are checked when they are resolved. `from`: empty for the first one. */
export function refusedHop(from: string, to: string, allowPrivate: boolean): DownloadFailure | null {
  const target = readTarget(to);
  if (!target) return 'bad_url';
  if (from.startsWith('https:') && target.url.protocol !== 'https:') return 'downgraded';
  return !allowPrivate && isBlockedLiteral(target) ? 'blocked_address' : null;
}

async function ask(url: URL, request: DownloadRequest, options: ExchangeOptions, signal: AbortSignal): Promise<Hop> {
  const client = openClient(url, request, options);
  const headers = { 'user-agent': options.userAgent, 'accept-encoding': 'identity', accept: '*/*' };
  // A server that never answers and a name that never resolves end with the deadline alike.
  const abort = (): void => void client.destroy();
  signal.addEventListener('abort', abort, { once: true });
  try {
    const answer = await client.request({ path: url.pathname + url.search, method: 'GET', headers, signal });
    return await receive(answer, url, request, client, signal);
  } catch (error) {
    await client.destroy();
    return failed(codeOf(error, signal, url.protocol === 'https:'));
  }
}

type Answer = Awaited<ReturnType<Client['request']>>;

async function receive(
  { statusCode: status, headers: received, body }: Answer,
  url: URL,
  { maxBytes }: DownloadRequest,
  client: Client,
  signal: AbortSignal,
): Promise<Hop> {
  const headers = flattened(received);
  if (REDIRECTS.includes(status) || Number(headers['content-length'] ?? 0) > maxBytes) {
    body.on('error', () => undefined);
    await client.destroy();
    return REDIRECTS.includes(status) ? redirect(headers['location'], url) : failed('too_large');
  }
  const stream = Readable.from(bounded(body, maxBytes, signal), { objectMode: false });
  // Whether it was read to its end, broke off or was never begun.
  stream.once('close', () => void client.destroy());
  return { kind: 'opened', status, headers, stream };
}

function redirect(location: string | undefined, base: URL): Hop {
  if (location === undefined || !URL.canParse(location, base.href)) return failed('redirects');
  return { kind: 'redirected', to: new URL(location, base).href };
}

async function* bounded(body: AsyncIterable<Buffer>, maxBytes: number, signal: AbortSignal): AsyncGenerator<Buffer> {
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw new DownloadError('too_large');
      yield chunk;
    }
  } catch (error) {
    throw error instanceof DownloadError ? error : new DownloadError(codeOf(error, signal, false));
  }
}

function codeOf(error: unknown, signal: AbortSignal, handshaking: boolean): FailureCode {
  return signal.aborted ? 'timeout' : failureCode(error as NodeJS.ErrnoException, handshaking);
}

function failed(code: DownloadFailure): Extract<Download, { kind: 'failed' }> {
  return { kind: 'failed', code };
}

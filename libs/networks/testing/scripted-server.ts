import { closeSync, openSync, writeSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** What the server does with the posts that follow, until it is told otherwise by `POST /control`. */
export interface ServerFaults {
  /** Answer this status without accepting anything. */
  status?: number;
  /** Seconds, for the `Retry-After` of `status`. */
  retryAfter?: number;
  /** Answer `status` this many times only, then accept again. */
  times?: number;
  /** Accept this many posts and cut the connection instead of answering. */
  drop?: number;
  /** Accept this many posts and answer 500. */
  fail?: number;
}

export interface ScriptedServerOptions {
  /** 0: any free port. */
  port: number;
  /** Append-only file, one JSON line per accepted post. */
  log: string;
  /** Milliseconds between accepting a post and answering. */
  delayAfterAccept: number;
  now: () => Date;
}

export interface ScriptedServer {
  port: number;
  close(): Promise<void>;
}

interface Post {
  id: string;
  key: string;
  url: string;
  at: string;
  [name: string]: unknown;
}

interface Network {
  options: ScriptedServerOptions;
  file: number;
  posts: Post[];
  faults: ServerFaults;
  origin: string;
}

/**
 * A social network that does not know idempotency: every post it reads is published, written to the log before the
 * answer leaves, however often the same key comes. `POST /posts`, `GET /posts?key=`, `POST /control`, `GET /health`.
 */
export async function startScriptedServer(options: ScriptedServerOptions): Promise<ScriptedServer> {
  const network: Network = { options, file: openSync(options.log, 'a'), posts: [], faults: {}, origin: '' };
  const server = createServer((request, response) => {
    handle(network, request, response).catch(() => response.destroy());
  });
  const port = await listen(server, options.port);
  network.origin = `http://127.0.0.1:${port}`;
  return { port, close: () => close(server, network) };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server, network: Network): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      closeSync(network.file);
      resolve();
    });
    server.closeAllConnections();
  });
}

async function handle(network: Network, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', network.origin);
  switch (`${request.method} ${pathname}`) {
    case 'POST /posts':
      return publish(network, await readJson(request), response);
    case 'GET /posts':
      return answer(response, 200, { items: network.posts.filter(({ key }) => key === searchParams.get('key')) });
    case 'POST /control':
      network.faults = await readJson(request);
      return answer(response, 200, network.faults);
    case 'GET /health':
      return answer(response, 200, { posts: network.posts.length });
    default:
      return answer(response, 404, { error: 'not_found' });
  }
}

async function publish(network: Network, body: Record<string, unknown>, response: ServerResponse): Promise<void> {
  const refused = takeRefusal(network.faults);
  if (refused) return answer(response, refused.status, { error: 'refused' }, retryAfterHeader(refused));
  const post = accept(network, body);
  const drops = takeOne(network.faults, 'drop');
  const fails = !drops && takeOne(network.faults, 'fail');
  await delay(network.options.delayAfterAccept);
  if (drops) return void response.destroy();
  if (fails) return answer(response, 500, { error: 'internal' });
  return answer(response, 201, post);
}

function accept(network: Network, body: Record<string, unknown>): Post {
  const id = `post-${network.posts.length + 1}`;
  const at = network.options.now().toISOString();
  const post: Post = { ...body, id, key: String(body['key'] ?? ''), url: `${network.origin}/posts/${id}`, at };
  // One synchronous append per post: whatever happens to the caller or to us afterwards, it counts as published.
  writeSync(network.file, `${JSON.stringify(post)}\n`);
  network.posts.push(post);
  return post;
}

function takeRefusal(faults: ServerFaults): { status: number; retryAfter?: number } | null {
  const { status, retryAfter, times } = faults;
  if (status === undefined || times === 0) return null;
  if (times !== undefined) faults.times = times - 1;
  return retryAfter === undefined ? { status } : { status, retryAfter };
}

function takeOne(faults: ServerFaults, name: 'drop' | 'fail'): boolean {
  const left = faults[name] ?? 0;
  faults[name] = Math.max(left - 1, 0);
  return left > 0;
}

function retryAfterHeader({ retryAfter }: { retryAfter?: number }): Record<string, string> {
  return retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
}

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
}

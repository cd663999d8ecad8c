import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { SimAnswer, SimFault, SimRequest, SimulatedNetwork } from './network.js';

export interface Simulator<Network extends SimulatedNetwork = SimulatedNetwork> {
  /** Without a trailing slash. */
  url: string;
  network: Network;
  /** Every request it read to its end, with what it answered; null: it cut the connection. */
  readonly requests: readonly { method: string; path: string; status: number | null }[];
  /** What goes wrong from now on; each fault is used up in order of planning. */
  plan(...faults: SimFault[]): void;
  close(): Promise<void>;
}

/** One network on the loopback interface, written from its documents. What it commits stands, whatever becomes of the answer. */
export async function startSimulator<Network extends SimulatedNetwork>(
  network: Network,
  port = 0,
): Promise<Simulator<Network>> {
  const faults: Pending[] = [];
  const requests: { method: string; path: string; status: number | null }[] = [];
  const server = createServer((incoming, response) => {
    serve(network, faults, incoming, response)
      .then((entry) => requests.push(entry))
      .catch(() => response.destroy());
  });
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  return {
    url,
    network,
    requests,
    plan: (...added) =>
      void faults.push(...added.map((fault) => ({ fault, skips: fault.after ?? 0, left: fault.times ?? 1 }))),
    close: () => close(server),
  };
}

interface Pending {
  fault: SimFault;
  skips: number;
  left: number;
}

async function serve(
  network: SimulatedNetwork,
  faults: Pending[],
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<{ method: string; path: string; status: number | null }> {
  const request = await readRequest(incoming);
  const fault = takeFault(faults, request);
  const entry = { method: request.method, path: request.path };
  if (fault?.delay) await delay(fault.delay);
  const truth = fault?.when === 'before' ? null : await answerOf(network, request);
  const given = fault ? fault.answer : truth;
  if (given === null || given === 'drop') return cut(response, entry);
  if (given === 'truncate') return truncate(response, truth, entry);
  write(response, given);
  return { ...entry, status: given.status };
}

async function answerOf(network: SimulatedNetwork, request: SimRequest): Promise<SimAnswer> {
  try {
    return await network.answer(request);
  } catch (error) {
    // A request that the network cannot read, or a fault of the simulator: both must be seen.
    return { status: 500, body: { simulator: error instanceof Error ? error.message : 'failed' } };
  }
}

function takeFault(faults: Pending[], request: SimRequest): SimFault | undefined {
  const index = faults.findIndex(({ fault }) => isMeant(fault, request));
  const pending = faults[index];
  if (!pending) return undefined;
  if (pending.skips > 0) {
    pending.skips -= 1;
    return undefined;
  }
  pending.left -= 1;
  if (pending.left === 0) faults.splice(index, 1);
  return pending.fault;
}

function isMeant({ method, path }: SimFault, request: SimRequest): boolean {
  const methodFits = method === undefined ? request.method !== 'GET' : method === '*' || method === request.method;
  return methodFits && (path === undefined || request.path.includes(path));
}

function cut(response: ServerResponse, entry: { method: string; path: string }) {
  response.destroy();
  return { ...entry, status: null };
}

function truncate(response: ServerResponse, truth: SimAnswer | null, entry: { method: string; path: string }) {
  const body = bytesOf(truth?.body);
  response.writeHead(truth?.status ?? 200, { 'content-length': body.length + 1 });
  response.write(body.subarray(0, Math.ceil(body.length / 2)), () => response.destroy());
  return { ...entry, status: null };
}

function write(response: ServerResponse, { status, headers = {}, body }: SimAnswer): void {
  const bytes = bytesOf(body);
  const type = typeof body === 'object' && !Buffer.isBuffer(body) ? { 'content-type': 'application/json' } : {};
  response.writeHead(status, { ...type, 'content-length': bytes.length, ...headers });
  response.end(bytes);
}

function bytesOf(body: SimAnswer['body']): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

async function readRequest(incoming: IncomingMessage): Promise<SimRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const origin = `http://${incoming.headers.host ?? '127.0.0.1'}`;
  const { pathname, searchParams } = new URL(incoming.url ?? '/', origin);
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  return {
    method: incoming.method ?? 'GET',
    path: decodeURIComponent(pathname),
    query: searchParams,
    headers,
    body,
    origin,
    json: () => JSON.parse(body.toString('utf8')) as ReturnType<SimRequest['json']>,
    form: () => new URLSearchParams(body.toString('utf8')),
    multipart: () =>
      new Response(new Uint8Array(body), { headers: { 'content-type': headers['content-type'] ?? '' } }).formData(),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

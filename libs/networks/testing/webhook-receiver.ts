import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** One request the receiver read to its end. */
export interface Delivery {
  id: string;
  /** Exactly as received. */
  body: string;
  headers: Readonly<Record<string, string>>;
  /** Whether the signature fits the secret, the id, the timestamp header and the body. */
  genuine: boolean;
}

/** What the receiver does with one delivery: answer, or cut the connection after reading it. */
export type ReceiverAnswer = { status: number; headers?: Readonly<Record<string, string>>; body?: string } | 'drop';

export interface WebhookReceiver {
  url: string;
  secret: string;
  readonly deliveries: readonly Delivery[];
  /** How many different publications it took in: the ids it answered 2xx or dropped. */
  distinct(): number;
  /** Answers for the deliveries that follow, in order; without them 204. */
  next(...answers: ReceiverAnswer[]): void;
  close(): Promise<void>;
}

/** 32 bytes: any fixed ones will do for a test. */
export const TEST_SIGNING_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** A Standard Webhooks receiver on the loopback interface. The age of a timestamp is not checked: tests set the time. */
export async function startWebhookReceiver(secret = TEST_SIGNING_SECRET): Promise<WebhookReceiver> {
  const deliveries: Delivery[] = [];
  const taken = new Set<string>();
  const answers: ReceiverAnswer[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method !== 'POST') return void response.writeHead(405).end();
    const delivery = await readDelivery(request, secret);
    deliveries.push(delivery);
    const next = answers.shift() ?? { status: 204 };
    if (next === 'drop' || next.status < 300) taken.add(delivery.id);
    respond(response, next);
  };
  const server = createServer((request, response) => {
    receive(request, response).catch(() => response.destroy());
  });
  return {
    url: `http://127.0.0.1:${await listen(server)}/hooks/publications`,
    secret,
    deliveries,
    distinct: () => taken.size,
    next: (...added) => void answers.push(...added),
    close: () => close(server),
  };
}

async function readDelivery(request: IncomingMessage, secret: string): Promise<Delivery> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const id = headers['webhook-id'] ?? '';
  return { id, body, headers, genuine: isGenuine(secret, id, headers, body) };
}

function isGenuine(secret: string, id: string, headers: Record<string, string>, body: string): boolean {
  const timestamp = new Date(Number(headers['webhook-timestamp']) * 1000);
  return headers['webhook-signature'] === new Webhook(secret).sign(id, timestamp, body);
}

function respond(response: ServerResponse, answer: ReceiverAnswer): void {
  if (answer === 'drop') return void response.destroy();
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

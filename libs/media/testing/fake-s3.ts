import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the service does with one request instead of answering it. `reset` cuts the connection after reading it. */
export type S3Fault = { status: number; code: string } | 'reset';

export interface FakeS3 {
  endpoint: string;
  bucket: string;
  /** By key. */
  readonly objects: Map<string, { body: Buffer; writtenAt: Date }>;
  /** Such as `PUT ab/ab12…`, in order; those that met a fault too. */
  readonly requests: string[];
  /** What its clock says. */
  now: Date;
  /** Faults for the requests that follow, in order. */
  next(...faults: S3Fault[]): void;
  close(): Promise<void>;
}

const BUCKET = 'media';

/**
 * One bucket of an S3-compatible service on the loopback interface, path-style, as the Amazon S3 API reference has it:
 * PUT, GET with Range, HEAD, DELETE, ListObjectsV2 with prefix and start-after. Refuses what is not signed (AWS
 * Signature Version 4) and a body that is not of the length and digest its signed headers say.
 */
export async function startFakeS3(): Promise<FakeS3> {
  const objects: FakeS3['objects'] = new Map();
  const requests: string[] = [];
  const faults: S3Fault[] = [];
  const clock = { now: new Date('2026-11-23T08:00:00Z') };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const key = decodeURIComponent(url.pathname.slice(`/${BUCKET}/`.length));
    requests.push(`${request.method} ${key}`);
    const fault = faults.shift() ?? refusalOf(request, url, body);
    if (fault === 'reset') return void request.socket.resetAndDestroy();
    if (fault) return refuse(response, fault);
    answer(objects, { request, response, url, key, body }, clock.now);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  return Object.assign(clock, {
    endpoint: `http://127.0.0.1:${await listen(server)}`,
    bucket: BUCKET,
    objects,
    requests,
    next: (...added: S3Fault[]) => void faults.push(...added),
    close: () => close(server),
  });
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  key: string;
  body: Buffer;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const SIGNATURE =
  /^AWS4-HMAC-SHA256 Credential=\w+\/\d{8}\/[\w-]+\/s3\/aws4_request, SignedHeaders=[\w;-]*x-amz-content-sha256[\w;-]*, Signature=[0-9a-f]{64}$/;

function refusalOf({ method, headers }: IncomingMessage, url: URL, body: Buffer): S3Fault | null {
  if (!SIGNATURE.test(headers.authorization ?? '')) return { status: 403, code: 'AccessDenied' };
  if (!`${url.pathname}/`.startsWith(`/${BUCKET}/`)) return { status: 404, code: 'NoSuchBucket' };
  if (method !== 'PUT') return null;
  if (headers['x-amz-content-sha256'] !== createHash('sha256').update(body).digest('hex'))
    return { status: 400, code: 'XAmzContentSHA256Mismatch' };
  return Number(headers['content-length']) === body.length ? null : { status: 400, code: 'IncompleteBody' };
}

function answer(objects: FakeS3['objects'], exchange: Exchange, writtenAt: Date): void {
  const { request, response, key, body, url } = exchange;
  if (request.method === 'GET' && key === '') return list(objects, response, url.searchParams);
  if (request.method === 'PUT') {
    objects.set(key, { body, writtenAt });
    return void response.writeHead(200, { etag: '"x"' }).end();
  }
  if (request.method === 'DELETE') {
    objects.delete(key);
    return void response.writeHead(204).end();
  }
  const object = objects.get(key);
  if (!object) return refuse(response, { status: 404, code: 'NoSuchKey' });
  return give(response, object, request);
}

function give(
  response: ServerResponse,
  object: { body: Buffer; writtenAt: Date },
  { method, headers }: IncomingMessage,
) {
  const [, first = '0', last = ''] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
  const part = object.body.subarray(Number(first), last === '' ? undefined : Number(last) + 1);
  const described = { 'content-length': part.length, 'last-modified': object.writtenAt.toUTCString() };
  response.writeHead(headers.range ? 206 : 200, described).end(method === 'HEAD' ? undefined : part);
}

function list(objects: FakeS3['objects'], response: ServerResponse, query: URLSearchParams): void {
  const [prefix, after] = [query.get('prefix') ?? '', query.get('start-after') ?? ''];
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
  const page = keys.slice(0, Number(query.get('max-keys') ?? 1000));
  const contents = page.map((key) => {
    const { body, writtenAt } = objects.get(key)!;
    return `<Contents><Key>${key}</Key><LastModified>${writtenAt.toISOString()}</LastModified><Size>${body.length}</Size></Contents>`;
  });
  const more = page.length < keys.length;
  xml(response, 200, `<ListBucketResult><IsTruncated>${more}</IsTruncated>${contents.join('')}</ListBucketResult>`);
}

function refuse(response: ServerResponse, { status, code }: Exclude<S3Fault, 'reset'>): void {
  xml(response, status, `<Error><Code>${code}</Code><Message>Refused on purpose</Message></Error>`);
}

function xml(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?>${body}`);
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

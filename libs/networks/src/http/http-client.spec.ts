import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createHttpClient, type HttpClientOptions } from './http-client.js';
import type { HttpRequest } from '../contract.js';
import { DEFAULT_ANSWER_BYTES } from './exchange.js';

/** A peer that does whatever the test says with each connection, and keeps what it read. */
interface Peer {
  url: string;
  port: number;
  requests: string[];
  connections: number;
  close(): Promise<void>;
}

type Behave = (socket: Socket, request: string) => void;

async function startPeer(behave: Behave): Promise<Peer> {
  const sockets = new Set<Socket>();
  const peer: Peer = { url: '', port: 0, requests: [], connections: 0, close: () => close(server, sockets) };
  const server = createTcpServer((socket) => {
    peer.connections++;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      peer.requests.push(data.toString('utf8'));
      behave(socket, data.toString('utf8'));
    });
  });
  peer.port = await listen(server);
  peer.url = `http://127.0.0.1:${peer.port}/in?x=1`;
  return peer;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server, sockets: Set<Socket>): Promise<void> {
  sockets.forEach((socket) => socket.destroy());
  return new Promise((resolve) => server.close(() => resolve()));
}

function answer(head: string, body = ''): Behave {
  return (socket) => socket.end(`HTTP/1.1 ${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function send(url: string, changes: Partial<HttpRequest> = {}, options: Partial<HttpClientOptions> = {}) {
  const client = createHttpClient({ allowPrivate: false, userAgent: 'Marronnier/test', ...options });
  return client.send({ method: 'POST', url, body: '{"a":"é"}', deadline: 5_000, userSuppliedHost: false, ...changes });
}

describe('an exchange', () => {
  let peer: Peer;
  afterEach(() => peer.close());

  it('answers status, headers and body, and says who it is', async () => {
    peer = await startPeer(answer('201 Created\r\nX-One: a\r\nx-one: b', 'héllo'));
    expect(await send(peer.url, { headers: { 'Content-Type': 'application/json' } })).toEqual({
      kind: 'answered',
      status: 201,
      headers: { 'x-one': 'a, b', 'content-length': '6' },
      body: 'héllo',
    });
    const [request] = peer.requests;
    expect(request).toMatch(/^POST \/in\?x=1 HTTP\/1\.1\r\n/);
    expect(request).toContain('user-agent: Marronnier/test\r\n');
    expect(request).toContain('content-type: application/json\r\n');
    expect(request).toContain('content-length: 10\r\n');
    expect(request).toMatch(/\r\n\r\n\{"a":"é"\}$/);
  });

  it('asks for the connection to be closed and never uses one twice', async () => {
    peer = await startPeer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nconnection: keep-alive\r\ncontent-length: 2\r\n\r\nok');
    });
    expect(await send(peer.url)).toMatchObject({ kind: 'answered', body: 'ok' });
    expect(await send(peer.url)).toMatchObject({ kind: 'answered', body: 'ok' });
    expect(peer.connections).toBe(2);
    expect(peer.requests.every((request) => request.includes('connection: close\r\n'))).toBe(true);
  });

  it('does not follow a redirect', async () => {
    peer = await startPeer(answer('302 Found\r\nlocation: http://169.254.169.254/'));
    expect(await send(peer.url)).toMatchObject({ status: 302, headers: { location: 'http://169.254.169.254/' } });
    expect(peer.requests.length).toBe(1);
  });

  it('passes over interim answers', async () => {
    peer = await startPeer((socket) => {
      socket.end('HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
    });
    expect(await send(peer.url)).toMatchObject({ kind: 'answered', status: 200, body: 'ok' });
  });

  it('sends a request without a body', async () => {
    peer = await startPeer(answer('200 OK'));
    const { body: _body, ...bare } = { body: '', method: 'GET' as const, deadline: 5_000, userSuppliedHost: false };
    const client = createHttpClient({ allowPrivate: true, userAgent: 'x' });
    expect(await client.send({ ...bare, url: peer.url })).toMatchObject({ status: 200 });
    expect(peer.requests[0]).not.toContain('content-length');
  });

  it.each<[string, Behave, string]>([
    ['reset after the request', (socket) => socket.resetAndDestroy(), 'reset'],
    ['closed after the request', (socket) => socket.end(), 'reset'],
    ['closed within the head', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-'), 'reset'],
    ['closed within the body', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nok'), 'reset'],
    ['not HTTP', (socket) => socket.end('220 smtp.example ESMTP\r\n'), 'protocol'],
    ['an endless head', (socket) => socket.end(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`), 'too_large'],
  ])('knows that bytes left: %s', async (_name, behave, code) => {
    peer = await startPeer(behave);
    expect(await send(peer.url)).toEqual({ kind: 'failed', bytesSent: true, code });
    // Nothing hidden tried again.
    expect(peer.connections).toBe(1);
    expect(peer.requests.length).toBe(1);
  });

  it('times out after the bytes left, and hangs up', async () => {
    let hungUp: () => void;
    const gone = new Promise<void>((resolve) => (hungUp = resolve));
    peer = await startPeer((socket) => void socket.on('close', () => hungUp()));
    expect(await send(peer.url, { deadline: 60 })).toEqual({ kind: 'failed', bytesSent: true, code: 'timeout' });
    await gone;
  });

  it('times out in the middle of a body that never ends', async () => {
    peer = await startPeer((socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nok'));
    expect(await send(peer.url, { deadline: 60 })).toEqual({ kind: 'failed', bytesSent: true, code: 'timeout' });
  });

  it('takes 64 KiB and not a byte more, announced or not', async () => {
    const body = 'x'.repeat(DEFAULT_ANSWER_BYTES);
    peer = await startPeer((socket, request) => {
      const more = request.includes('/more') ? 'x' : '';
      if (request.includes('/announced')) return answer('200 OK', body + more)(socket, request);
      socket.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${body}${more}`);
    });
    const origin = `http://127.0.0.1:${peer.port}`;
    expect(await send(`${origin}/announced`)).toMatchObject({ kind: 'answered', body });
    expect(await send(`${origin}/streamed`)).toMatchObject({ kind: 'answered', body });
    const tooLarge = { kind: 'failed', bytesSent: true, code: 'too_large' };
    expect(await send(`${origin}/announced/more`)).toEqual(tooLarge);
    expect(await send(`${origin}/streamed/more`)).toEqual(tooLarge);
  });

  it('keeps the answer and drops the body when told to', async () => {
    peer = await startPeer((socket) => void socket.write('HTTP/1.1 204 No\r\ncontent-length: 999999\r\n\r\nxx'));
    const outcome = await send(peer.url, { discardBody: true });
    expect(outcome).toMatchObject({ kind: 'answered', status: 204, body: '' });
  });

  it('knows that nothing left when TLS fails', async () => {
    peer = await startPeer((socket) => socket.end('I do not speak TLS\r\n'));
    const url = `https://127.0.0.1:${peer.port}/`;
    expect(await send(url)).toEqual({ kind: 'failed', bytesSent: false, code: 'tls' });
  });

  it('times out in the middle of a TLS handshake with nothing sent', async () => {
    peer = await startPeer(() => undefined);
    const url = `https://127.0.0.1:${peer.port}/`;
    expect(await send(url, { deadline: 60 })).toEqual({ kind: 'failed', bytesSent: false, code: 'timeout' });
  });

  it('refuses headers that cannot be written, with nothing sent', async () => {
    peer = await startPeer(answer('200 OK'));
    const outcome = await send(peer.url, { headers: { 'x-bad': 'a\r\nhost: other' } });
    expect(outcome).toEqual({ kind: 'failed', bytesSent: false, code: 'bad_request' });
    expect(peer.connections).toBe(0);
  });

  describe('with a host typed by a user', () => {
    it.each([
      ['a loopback address', (port: number) => `http://127.0.0.1:${port}/`],
      ['the same in decimal', (port: number) => `http://2130706433:${port}/`],
      ['a name that leads there', (port: number) => `http://localhost:${port}/`],
    ])('never connects to %s', async (_name, url) => {
      peer = await startPeer(answer('200 OK'));
      const outcome = await send(url(peer.port), { userSuppliedHost: true });
      expect(outcome).toEqual({ kind: 'failed', bytesSent: false, code: 'blocked_address' });
      expect(peer.connections).toBe(0);
    });

    it('never connects to a name that mixes public and private addresses', async () => {
      peer = await startPeer(answer('200 OK'));
      const outcome = await send(
        `http://mixed.test:${peer.port}/`,
        { userSuppliedHost: true },
        {
          resolve: (_name, _options, callback) =>
            callback(null, [
              { address: '93.184.215.14', family: 4 },
              { address: '127.0.0.1', family: 4 },
            ]),
        },
      );
      expect(outcome).toEqual({ kind: 'failed', bytesSent: false, code: 'blocked_address' });
      expect(peer.connections).toBe(0);
    });

    it('connects to private addresses where the operator allows it', async () => {
      peer = await startPeer(answer('200 OK'));
      const url = `http://localhost:${peer.port}/`;
      expect(await send(url, { userSuppliedHost: true }, { allowPrivate: true })).toMatchObject({ status: 200 });
    });
  });
});

describe('an exchange that cannot begin', () => {
  it('is refused when nobody listens', async () => {
    const peer = await startPeer(() => undefined);
    await peer.close();
    expect(await send(peer.url)).toEqual({ kind: 'failed', bytesSent: false, code: 'refused' });
  });

  it('is dns when the name does not exist', async () => {
    const outcome = await send(
      'https://nowhere.invalid/',
      { userSuppliedHost: true },
      {
        resolve: (_name, _options, callback) =>
          callback(Object.assign(new Error('no'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }), []),
      },
    );
    expect(outcome).toEqual({ kind: 'failed', bytesSent: false, code: 'dns' });
  });

  it('times out while the name is being resolved', async () => {
    const outcome = await send(
      'https://slow.test/',
      { userSuppliedHost: true, deadline: 40 },
      { resolve: () => undefined },
    );
    expect(outcome).toEqual({ kind: 'failed', bytesSent: false, code: 'timeout' });
  });

  it.each(['ftp://example.org/', 'https://a:b@example.org/', 'not a url'])('is bad_url for %s', async (url) => {
    expect(await send(url)).toEqual({ kind: 'failed', bytesSent: false, code: 'bad_url' });
  });
});

import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { download, type DownloadRequest, refusedHop } from './download.js';
import type { Resolver } from './guarded-lookup.js';

type Behave = (socket: Socket, path: string) => void;

/** A peer that does whatever the test says with each connection, and keeps the heads that it read. */
async function startPeer(behave: Behave) {
  const sockets = new Set<Socket>();
  const requests: string[] = [];
  const server: Server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      requests.push(data.toString('latin1'));
      behave(socket, data.toString('latin1').split(' ')[1] ?? '');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    sockets.forEach((socket) => socket.destroy());
    return new Promise<void>((resolve) => void server.close(() => resolve()));
  };
  return { port, origin: `http://127.0.0.1:${port}`, requests, close };
}

const respond = (socket: Socket, head: string, body = '') =>
  void socket.end(`HTTP/1.1 ${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);

describe('download', () => {
  let peer: Awaited<ReturnType<typeof startPeer>>;
  afterEach(() => peer.close());

  const get = (url: string, changes: Partial<DownloadRequest> = {}, guard: { resolve?: Resolver } | null = null) =>
    download(
      { url, deadline: 5_000, maxBytes: 1_000, ...changes },
      { userAgent: 'Marronnier/test', allowPrivate: guard === null, ...guard },
    );
  const read = async (url: string, changes: Partial<DownloadRequest> = {}) => {
    const outcome = await get(url, changes);
    if (outcome.kind === 'failed') return outcome.code;
    return buffer(outcome.stream).then(String, (error: { code: string }) => `then ${error.code}`);
  };

  it('streams a file with status and headers, and says no more than who asks', async () => {
    peer = await startPeer((socket) => respond(socket, '200 OK\r\nContent-Type: image/png', 'une image'));
    const outcome = await get(`${peer.origin}/a.png?x=1`);
    expect(outcome).toMatchObject({ kind: 'opened', status: 200, headers: { 'content-type': 'image/png' } });
    if (outcome.kind === 'opened') expect(String(await buffer(outcome.stream))).toBe('une image');
    const [line, ...headers] = peer.requests[0]!.trim().split('\r\n');
    expect(line).toBe('GET /a.png?x=1 HTTP/1.1');
    expect(headers.map((header) => header.split(':')[0]).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
  });

  it('hands on whatever status it is, and hangs up when nobody wants the rest', async () => {
    let hungUp: () => void;
    const gone = new Promise<void>((resolve) => (hungUp = resolve));
    peer = await startPeer((socket) => {
      socket.on('close', () => hungUp());
      socket.write('HTTP/1.1 404 Not Found\r\ncontent-length: 9\r\n\r\nno');
    });
    const outcome = await get(peer.origin);
    expect(outcome).toMatchObject({ kind: 'opened', status: 404 });
    if (outcome.kind === 'opened') outcome.stream.destroy();
    await gone;
  });

  it('follows five redirects, relative ones too, and not a sixth', async () => {
    peer = await startPeer((socket, path) => {
      const left = Number(path.slice(1));
      return left === 0 ? respond(socket, '200 OK', 'là') : respond(socket, `302 Found\r\nlocation: ${left - 1}`);
    });
    expect(await read(`${peer.origin}/5`)).toBe('là');
    expect(peer.requests).toHaveLength(6);
    expect(await read(`${peer.origin}/6`)).toBe('redirects');
    expect(peer.requests).toHaveLength(12);
  });

  it.each([
    ['without a place', '302 Found', 'redirects'],
    ['to what is no address', '302 Found\r\nlocation: http://[', 'redirects'],
    ['to another scheme', '302 Found\r\nlocation: file:///etc/passwd', 'bad_url'],
    ['with credentials', '307 Temporary Redirect\r\nlocation: http://a:b@127.0.0.1/', 'bad_url'],
  ])('does not follow a redirect %s', async (_name, head, code) => {
    peer = await startPeer((socket) => respond(socket, head));
    expect(await read(peer.origin)).toBe(code);
    expect(peer.requests).toHaveLength(1);
  });

  it('takes as many bytes as it may and not one more, announced or not', async () => {
    const body = 'x'.repeat(100);
    peer = await startPeer((socket, path) => {
      if (path === '/announced') return respond(socket, '200 OK', body);
      socket.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${body}`);
    });
    expect(await read(`${peer.origin}/announced`, { maxBytes: 100 })).toBe(body);
    expect(await read(`${peer.origin}/streamed`, { maxBytes: 100 })).toBe(body);
    expect(await read(`${peer.origin}/announced`, { maxBytes: 99 })).toBe('too_large');
    expect(await read(`${peer.origin}/streamed`, { maxBytes: 99 })).toBe('then too_large');
  });

  it('hangs up on a body that it may not take to its end', async () => {
    let hungUp: () => void;
    const gone = new Promise<void>((resolve) => (hungUp = resolve));
    peer = await startPeer((socket) => {
      socket.on('close', () => hungUp());
      socket.write(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${'x'.repeat(2_000)}`);
    });
    expect(await read(peer.origin)).toBe('then too_large');
    await gone;
  });

  it.each<[string, Behave, string]>([
    ['before the answer', () => undefined, 'timeout'],
    ['within the body', (socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx'), 'then timeout'],
    [
      'on a redirect that follows',
      (socket, path) => path === '/' && respond(socket, '302 Found\r\nlocation: /b'),
      'timeout',
    ],
  ])('gives up at the deadline %s', async (_name, behave, code) => {
    peer = await startPeer(behave);
    expect(await read(`${peer.origin}/`, { deadline: 150 })).toBe(code);
  });

  it.each<[string, Behave, string]>([
    ['a reset', (socket) => socket.resetAndDestroy(), 'reset'],
    ['an end within the body', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx'), 'then reset'],
    ['what is not HTTP', (socket) => socket.end('220 smtp.example ESMTP\r\n'), 'protocol'],
  ])('tells of %s', async (_name, behave, code) => {
    peer = await startPeer(behave);
    expect(await read(peer.origin)).toBe(code);
  });

  describe('guarded', () => {
    const namesAre =
      (names: Record<string, string[]>): Resolver =>
      (name, _options, callback) => {
        const addresses = names[name] ?? [];
        callback(
          null,
          addresses.map((address) => ({ address, family: 4 })),
        );
      };

    it.each([
      ['a loopback address', '127.0.0.1'],
      ['the same in decimal', '2130706433'],
      ['the cloud’s own service', '169.254.169.254'],
      ['a name that leads inside', 'inside.test'],
      ['a name that leads inside as well', 'mixed.test'],
    ])('never connects to %s', async (_name, host) => {
      peer = await startPeer((socket) => respond(socket, '200 OK'));
      const resolve = namesAre({ 'inside.test': ['10.0.0.7'], 'mixed.test': ['93.184.215.14', '127.0.0.1'] });
      expect(await get(`http://${host}:${peer.port}/`, {}, { resolve })).toEqual({
        kind: 'failed',
        code: 'blocked_address',
      });
      expect(peer.requests).toEqual([]);
    });

    it.each(['127.0.0.1', 'inside.test'])('never follows a public address on to %s', async (host) => {
      peer = await startPeer((socket, path) => {
        if (path === '/secret') return respond(socket, '200 OK', 'secret');
        respond(socket, `302 Found\r\nlocation: http://${host}:${peer.port}/secret`);
      });
      // No test can own a public address: this one shows itself as public to the check and leads here all the same.
      const looks = ['93.184.215.14', '127.0.0.1'];
      const twoFaced = {
        family: 4,
        get address() {
          return looks.shift() ?? '127.0.0.1';
        },
      };
      const resolve: Resolver = (name, _options, callback) =>
        callback(null, [name === 'outside.test' ? twoFaced : { family: 4, address: '127.0.0.1' }]);
      const outcome = await get(`http://outside.test:${peer.port}/`, {}, { resolve });
      expect(outcome).toEqual({ kind: 'failed', code: 'blocked_address' });
      expect(peer.requests).toHaveLength(1);
    });

    it.each(['ftp://example.org/a', 'file:///etc/passwd', 'https://a:b@example.org/', 'gopher://x', 'nothing'])(
      'refuses %s unread',
      async (url) => {
        peer = await startPeer((socket) => respond(socket, '200 OK'));
        expect(await get(url, {}, {})).toEqual({ kind: 'failed', code: 'bad_url' });
      },
    );
  });
});

describe('refusedHop', () => {
  it.each([
    ['', 'http://example.org/', null],
    ['', 'https://example.org/', null],
    ['http://example.org/', 'https://example.org/', null],
    ['https://example.org/', 'https://example.com/', null],
    ['https://example.org/', 'http://example.org/', 'downgraded'],
    ['https://example.org/', 'https://[::1]/', 'blocked_address'],
    ['http://example.org/', 'data:text/plain,x', 'bad_url'],
  ])('from %j to %s is %j', (from, to, refused) => {
    expect(refusedHop(from, to, false)).toBe(refused);
  });
});

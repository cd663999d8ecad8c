import { isPublicAddress } from './address.js';
import { BLOCKED_ADDRESS, guardedLookup, type Resolver } from './guarded-lookup.js';
import { isBlockedLiteral, readTarget } from './target.js';

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '93.184.215.14', '2606:2800:21f:cb07::1', '2a00:1450:4007:80c::200e'])('%s: yes', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'this network'],
    ['10.0.0.1', 'private'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['169.254.169.254', 'link-local, where clouds keep their credentials'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.0.0.8', 'IETF protocol assignments'],
    ['192.0.2.1', 'documentation'],
    ['192.88.99.1', '6to4 relay'],
    ['192.168.1.1', 'private'],
    ['198.18.0.1', 'benchmarking'],
    ['198.51.100.1', 'documentation'],
    ['203.0.113.1', 'documentation'],
    ['224.0.0.1', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::127.0.0.1', 'IPv4-compatible'],
    ['::ffff:127.0.0.1', 'IPv4-mapped'],
    ['::ffff:8.8.8.8', 'IPv4-mapped, even of a public one'],
    ['::ffff:0:127.0.0.1', 'IPv4-translated'],
    ['64:ff9b::7f00:1', 'NAT64'],
    ['64:ff9b:1::7f00:1', 'local NAT64'],
    ['100::1', 'discard'],
    ['2001::1', 'Teredo'],
    ['2001:db8::1', 'documentation'],
    ['2002:7f00:1::', '6to4'],
    ['3fff::1', 'documentation'],
    ['4000::1', 'not allocated'],
    ['5f00::1', 'segment routing'],
    ['fc00::1', 'unique local'],
    ['fd12:3456::1', 'unique local'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local with a zone'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['', 'nothing'],
    ['example.org', 'a name'],
  ])('%s: no (%s)', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('a target', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.0.0.1./',
    'http://１２７.0.0.1/',
    'http://[::1]:8080/',
    'http://[::ffff:7f00:1]/',
    'https://[fe80::1]/',
    'http://0/',
  ])('%s names a blocked address in one spelling or another', (url) => {
    const target = readTarget(url);
    expect(target && isBlockedLiteral(target)).toBe(true);
  });

  it.each(['https://example.org/', 'http://example.org:8080/x?y=1', 'https://8.8.8.8/', 'http://localhost/'])(
    '%s is not blocked by its spelling alone',
    (url) => {
      const target = readTarget(url);
      expect(target && isBlockedLiteral(target)).toBe(false);
    },
  );

  it.each(['ftp://example.org/', 'file:///etc/passwd', 'javascript:1', 'example.org', '//example.org/', ''])(
    '%s is no web address',
    (url) => expect(readTarget(url)).toBeNull(),
  );

  it.each(['https://user@example.org/', 'https://user:word@example.org/', 'https://:word@example.org/'])(
    '%s carries credentials',
    (url) => expect(readTarget(url)).toBeNull(),
  );
});

describe('guardedLookup', () => {
  const resolveTo =
    (...addresses: string[]): Resolver =>
    (_hostname, _options, callback) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
  const look = (resolve: Resolver, all: boolean) =>
    new Promise<unknown[]>((done) => guardedLookup(resolve)('name.test', { all }, (...answer) => done(answer)));

  it('hands on every address it checked', async () => {
    const addresses = [
      { address: '8.8.8.8', family: 4 },
      { address: '2606:2800:21f::1', family: 6 },
    ];
    expect(await look(resolveTo('8.8.8.8', '2606:2800:21f::1'), true)).toEqual([null, addresses]);
    expect(await look(resolveTo('8.8.8.8', '2606:2800:21f::1'), false)).toEqual([null, '8.8.8.8', 4]);
  });

  it('refuses a name of which one address is private', async () => {
    const [error] = await look(resolveTo('8.8.8.8', '10.0.0.7'), true);
    expect(error).toMatchObject({ code: BLOCKED_ADDRESS });
  });

  it('fails like the resolver does, and when there is no address', async () => {
    const broken: Resolver = (_hostname, _options, callback) =>
      callback(Object.assign(new Error('no'), { code: 'EAI_AGAIN' }), []);
    expect((await look(broken, true))[0]).toMatchObject({ code: 'EAI_AGAIN' });
    expect((await look(resolveTo(), true))[0]).toMatchObject({ code: 'ENOTFOUND' });
  });
});

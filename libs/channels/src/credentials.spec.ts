import { DomainError } from '#kernel';
import { adapters, createRegistry } from '#networks';
import { AesGcmSecretBox } from '#persistence';
import {
  accountOf,
  checkCredentials,
  credentialNames,
  openSession,
  sealCredentials,
  sealSession,
} from './credentials.js';

const manifest = createRegistry(adapters).get('webhook')!.manifest;
const box = new AesGcmSecretBox(Buffer.alloc(32, 1));
const GOOD = { url: 'https://hooks.example/in', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };
const OWNER = { channelId: 'c1', agencyId: 'a1', brandId: 'b1' };
const REST = { networkId: 'webhook', session: null, limits: { link: false } };

function faults(given: Record<string, string>): string[] {
  try {
    checkCredentials(manifest, given);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'channel.credentials_invalid') throw error;
    return error.fields.map(({ pointer, code }) => `${pointer} ${code}`);
  }
}

describe('credentials', () => {
  it.each([
    [GOOD, []],
    [{}, ['/credentials/url field.required', '/credentials/secret field.required']],
    [{ ...GOOD, secret: '  ' }, ['/credentials/secret field.required']],
    [{ ...GOOD, secret: 's'.repeat(10_001) }, ['/credentials/secret field.too_long']],
    [{ ...GOOD, url: 'hooks.example' }, ['/credentials/url field.invalid']],
    [{ ...GOOD, url: 'file:///etc/passwd' }, ['/credentials/url field.invalid']],
    // An address is shown to whoever reads the channel.
    [{ ...GOOD, url: 'https://user:secret@hooks.example/in' }, ['/credentials/url field.invalid']],
    [{ ...GOOD, 'a/b~c': 'x' }, ['/credentials/a~1b~0c field.unknown']],
    [{ ...GOOD, toString: 'x' }, ['/credentials/toString field.unknown']],
  ])('%j is refused at %j', (given, expected) => {
    expect(faults(given)).toEqual(expected);
  });

  it('seals the secrets alone, for one channel alone', () => {
    const stored = sealCredentials(manifest, GOOD, 'c1', box);
    expect(stored.publicSettings).toEqual({ url: GOOD.url });
    expect(stored.credentials).not.toContain(GOOD.secret);
    expect(accountOf({ ...OWNER, ...REST, ...stored }, manifest, box)).toEqual({
      ...OWNER,
      credentials: GOOD,
      session: null,
      capabilities: { ...manifest.capabilities, link: false },
    });
    expect(credentialNames({ ...OWNER, ...stored }, box)).toEqual(['secret', 'url']);
    expect(() => accountOf({ ...OWNER, ...REST, ...stored, channelId: 'c2' }, manifest, box)).toThrow();
  });

  it('opens an account whose secrets are shredded with what is left', () => {
    const stored = { ...sealCredentials(manifest, GOOD, 'c1', box), credentials: null };
    expect(accountOf({ ...OWNER, ...REST, ...stored }, manifest, box).credentials).toEqual({ url: GOOD.url });
  });

  it('seals a session for one channel alone, and apart from the credentials', () => {
    const session = { values: { accessToken: 'tok-1' }, expiresAt: '2026-11-24T10:00:00.000Z' };
    const sealed = sealSession(session, 'c1', box);
    expect(sealed).not.toContain('tok-1');
    expect(openSession({ session: sealed, channelId: 'c1' }, box)).toEqual(session);
    expect(openSession({ session: null, channelId: 'c1' }, box)).toBeNull();
    expect(() => openSession({ session: sealed, channelId: 'c2' }, box)).toThrow();
    expect(() => accountOf({ ...OWNER, ...REST, publicSettings: {}, credentials: sealed }, manifest, box)).toThrow();
  });
});

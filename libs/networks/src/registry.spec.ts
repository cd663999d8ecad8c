import { createScriptedNetwork } from '../testing/scripted-network.js';
import { adapters } from './adapters/index.js';
import type { NetworkAdapter, NetworkManifest } from './contract.js';
import { createRegistry } from './registry.js';

const scripted = (id: string) => createScriptedNetwork({ id, canBeAsked: true }).adapter;
const withManifest = (changes: Partial<NetworkManifest>): NetworkAdapter => {
  const adapter = scripted('net');
  return { ...adapter, manifest: { ...adapter.manifest, ...changes } };
};

describe('createRegistry', () => {
  it('finds and lists the networks of the product, sorted', () => {
    const registry = createRegistry([...adapters].reverse());
    const ids = registry.list().map(({ manifest }) => manifest.id);
    expect(ids).toEqual([...ids].sort());
    expect(ids).toEqual(expect.arrayContaining(['bluesky', 'feed', 'mastodon', 'webhook']));
    expect(registry.get('feed')).toBe(adapters.find(({ manifest }) => manifest.id === 'feed'));
    expect(registry.get('toString')).toBeUndefined();
  });

  it('cannot be changed through its list', () => {
    const registry = createRegistry(adapters);
    registry.list().pop();
    expect(registry.list().length).toBe(adapters.length);
  });

  it('refuses two networks of one id', () => {
    expect(() => createRegistry([scripted('net'), scripted('net')])).toThrow('net: registered twice');
  });

  const { remove: _remove, ...unremovable } = scripted('net');
  const note = { en: 'Yes.', fr: 'Oui.' };
  const credential = {
    name: 'token',
    label: { en: 'Token', fr: 'Jeton' },
    secret: true,
    required: true,
    format: 'text',
  } as const;
  const faulty: [string, NetworkAdapter, string][] = [
    ['an odd id', withManifest({ id: 'My-Net' }), 'My-Net: its id does not match'],
    ['a declared capability without its method', unremovable, 'net: says removable without a method remove'],
    ['a method without its capability', withManifest({ removable: false }), 'has a method remove without saying'],
    [
      'a missing method',
      { ...scripted('net'), reconcile: undefined } as unknown as NetworkAdapter,
      'net: has no method reconcile',
    ],
    [
      'a label in one language',
      withManifest({ reconciliation: { kind: 'lookup', note: { ...note, fr: ' ' } } }),
      'note has no fr wording',
    ],
    [
      'an unlabelled credential',
      withManifest({ credentials: [{ ...credential, label: { en: '', fr: 'Jeton' } }] }),
      'credential token has no en wording',
    ],
    [
      'a help in one language',
      withManifest({ credentials: [{ ...credential, help: { en: 'See there.', fr: '' } }] }),
      'help of token has no fr wording',
    ],
    ['a credential named twice', withManifest({ credentials: [credential, credential] }), 'names a credential twice'],
    ['no name', withManifest({ name: ' ' }), 'net: has no name'],
    ['no version', withManifest({ apiVersion: '' }), 'net: has no apiVersion'],
    ['options that are no object', withManifest({ optionsSchema: {} }), 'its optionsSchema is not an object schema'],
    [
      'an enforced limit that is not there',
      withManifest({
        capabilities: {
          ...scripted('net').manifest.capabilities,
          text: { max: null, unit: 'utf16_units', enforced: true },
        },
      }),
      'net: enforces a limit it lacks',
    ],
  ];

  const oauth = {
    authorizationUrl: '{login}/oauth/authorize',
    tokenUrl: '{host}/oauth/token',
    scopes: [],
    pkce: true,
    clientAuthentication: 'none',
  } as const;
  const host = { ...credential, name: 'host', secret: false, format: 'url' } as const;
  const agreeable = (changes: Partial<NetworkManifest>) =>
    withManifest({ oauth, credentials: [host], hosts: { login: 'https://net.example' }, ...changes });

  it('takes OAuth addresses on hosts, the network’s or typed', () => {
    expect(createRegistry([agreeable({})]).list()).toHaveLength(1);
  });

  it.each([
    [
      'a host that is not there',
      { hosts: {} },
      'names {login}, which is neither a host nor a credential of format url',
    ],
    [
      'a credential that is no address',
      { credentials: [{ ...host, format: 'text' }] },
      'names {host}, which is neither',
    ],
    [
      'no host, so that none can stand in for it',
      { oauth: { ...oauth, tokenUrl: 'https://net.example/token' } },
      'its OAuth address https://net.example/token is no path on one {name}',
    ],
    ['a host in its path', { oauth: { ...oauth, tokenUrl: '{host}/{login}' } }, '{host}/{login} is no path on one'],
  ] as const)('refuses an OAuth address on %s', (_name, changes, message) => {
    expect(() => createRegistry([agreeable(changes)])).toThrow(message);
  });

  it.each(faulty)('refuses %s', (_name, adapter, message) => {
    expect(() => createRegistry([adapter])).toThrow(message);
  });

  it('names every fault at once', () => {
    expect(() => createRegistry([withManifest({ name: '', apiVersion: '' })])).toThrow(
      'The network registry is broken: net: has no name; net: has no apiVersion.',
    );
  });
});

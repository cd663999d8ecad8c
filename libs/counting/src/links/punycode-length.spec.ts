import fc from 'fast-check';
import { punycodeLength } from './punycode-length.js';

describe('punycodeLength', () => {
  it.each([
    ['example', 'example'],
    ['bücher', 'xn--bcher-kva'],
    ['пример', 'xn--e1afmkfd'],
    ['münchen-ost', 'xn--mnchen-ost-9db'],
    ['3年b組金八先生', 'xn--3b-ww4c5e180e575a65lsy2b'],
    ['そのスピードで', 'xn--d9juau41awczczp'],
    ['日本。jp', 'xn--wgv71a.jp'],
  ])('%s', (label, encoded) => {
    expect(punycodeLength(label)).toBe(encoded.length);
  });

  it('is what the platform writes for letters that it leaves as they are', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'abcxyz0189éèçñößжшлπλ日本語漢字한글'),
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        letters.filter((label) => !label.startsWith('ß')),
        (label) => {
          const { hostname } = new URL(`http://${label}x.example/`);
          expect(punycodeLength(`${label}x`)).toBe(hostname.length - '.example'.length);
        },
      ),
      { seed: 20261128, numRuns: 2000 },
    );
  });
});

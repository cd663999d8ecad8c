import fc from 'fast-check';
import { COUNTING_UNITS, type CountingUnit, measure } from '#counting';
import type { TextLimit } from '../contract.js';
import { splitThread, type ThreadOptions } from './split-thread.js';
import { measureText } from './measure-text.js';

const limit = (max: number, unit: CountingUnit = 'graphemes', more: Partial<TextLimit> = {}): TextLimit => ({
  ...{ max, unit, enforced: true },
  ...more,
});
const split = (text: string, max: number, options?: ThreadOptions) => splitThread(text, limit(max), options);

describe('a long text becomes a thread', () => {
  it('is left alone where it fits', () => {
    expect(split('  Bonjour.\n', 11)).toEqual(['  Bonjour.\n']);
    expect(split(' Bonjour.     ', 9)).toEqual(['Bonjour.']);
    expect(splitThread('Long '.repeat(100), { max: null, unit: 'graphemes', enforced: false })).toHaveLength(1);
  });

  it.each<[string, number, string[]]>([
    ['Un premier.\n\nUn second. Un troisième.', 30, ['Un premier. 1/2', 'Un second. Un troisième. 2/2']],
    ['Ligne une\nLigne deux\nLigne trois', 26, ['Ligne une\nLigne deux 1/2', 'Ligne trois 2/2']],
    ['Vu chez M. Dupont. Revenez !', 24, ['Vu chez M. Dupont. 1/2', 'Revenez ! 2/2']],
    ['Elle dit « Oui ! » et part. Il reste.', 32, ['Elle dit « Oui ! » et part. 1/2', 'Il reste. 2/2']],
    ['See e.g. Paris in May. J. R. Smith agrees.', 28, ['See e.g. Paris in May. 1/2', 'J. R. Smith agrees. 2/2']],
    ['Pain, brioche, et croissant chaud', 24, ['Pain, brioche, 1/2', 'et croissant chaud 2/2']],
    ['Nous avons vendu 10 000 pains !', 24, ['Nous avons vendu 1/2', '10 000 pains ! 2/2']],
    ['Oui https://a.example/?q=Bon!Oui et non', 37, ['Oui https://a.example/?q=Bon!Oui 1/2', 'et non 2/2']],
    ['日本語です。次の文です。', 11, ['日本語です。 1/2', '次の文です。 2/2']],
    ['abcdefghij', 9, ['abcde 1/2', 'fghij 2/2']],
  ])('%j in parts of %i', (text, max, parts) => {
    expect(split(text, max)).toEqual(parts);
  });

  it('is cut evenly where all places are alike', () => {
    const lengths = split('Une phrase de taille égale. '.repeat(12), 200)!.map((part) => part.length);
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(28);
  });

  it('leaves room for the network’s additions, and for media beside the first part', () => {
    const text = 'Une phrase assez courte. '.repeat(8).trim();
    expect(split(text, 100, { reserved: 30 })!.every((part) => part.length <= 70)).toBe(true);
    const [first, ...others] = splitThread(text, limit(140, 'graphemes', { withMedia: 60 }), { besideMedia: true })!;
    expect(first!.length).toBeLessThanOrEqual(60);
    expect(Math.max(...others.map((part) => part.length))).toBeGreaterThan(60);
  });

  it('may do without numbers', () => {
    expect(split('Une phrase. Une autre.', 12, { numbered: false })).toEqual(['Une phrase.', 'Une autre.']);
  });

  it('cannot be where a link is longer than a part, or where parts are too many', () => {
    expect(split(`Voir https://a.example/${'x'.repeat(60)} ici`, 50)).toBeNull();
    expect(split('mot '.repeat(100), 50, { maxParts: 5 })).toBeNull();
    expect(split('👩‍🍳'.repeat(5), 4)).toBeNull();
  });
});

const LINK = 'https://a.fr/x?y=1!Z';
const KEPT = ['#pain', '@lise', '@leo@a.example', '@[Lise Martin](urn:li:person:ab1)', LINK];
const words = fc.constantFrom(
  ...[
    'pain',
    'é',
    'M.',
    'etc.',
    '10',
    '000',
    '«',
    '»',
    '!',
    '?',
    'Oui',
    'fin.',
    'bon,',
    'a.co',
    '👩‍🍳',
    'e\u0301',
    '漢字です。次',
  ],
  ...['\ufb2c', '日本語日本語', 'x'.repeat(90), '*_*', '🇫🇷', '…', ':', 'न\u094d'],
  ...KEPT,
);
const gaps = fc.constantFrom(' ', ' ', ' ', '\n', '\n\n', '\r\n\r\n', '\u00a0', '\u202f', '  ');
const texts = fc
  .array(fc.tuple(words, gaps), { minLength: 1, maxLength: 80 })
  .map((parts) => parts.map(([word, gap]) => word + gap).join(''));
const limits = fc
  .tuple(fc.integer({ min: 100, max: 260 }), fc.constantFrom<CountingUnit>(...COUNTING_UNITS), fc.boolean())
  .map(([max, unit, both]) => limit(max, unit, both ? { also: { max: 2 * max, unit: 'utf8_bytes' } } : {}));

const bare = (part: string): string => part.replace(/ \d+\/\d+$/, '');
const squeezed = (text: string): string => text.replace(/\s+/g, '');
const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' });
const count = (text: string, part: string): number => text.split(part).length - 1;

describe('whatever the text', () => {
  const check = (claim: (text: string, parts: string[], within: TextLimit) => void, numRuns = 300): void =>
    fc.assert(
      fc.property(texts, limits, (text, within) => {
        const parts = splitThread(text, within);
        expect(parts).not.toBeNull();
        claim(text, parts!, within);
      }),
      { seed: 20261128, numRuns },
    );

  it('every part fits, numbers and all, and the numbers are right', () => {
    check((_, parts, within) => {
      expect(parts.filter((part) => !measureText(part, within).fits)).toEqual([]);
      if (parts.length > 1)
        parts.forEach((part, index) => expect(part.endsWith(` ${index + 1}/${parts.length}`)).toBe(true));
    });
  });

  it('nothing is lost or moved but white space', () => {
    check((text, parts) => {
      const numbered = parts.length > 1;
      expect(squeezed(parts.map((part) => (numbered ? bare(part) : part)).join(''))).toBe(squeezed(text));
    });
  });

  it('no link, hashtag, mention or grapheme is cut', () => {
    check((text, parts) => {
      for (const kept of KEPT) expect(parts.reduce((sum, part) => sum + count(part, kept), 0)).toBe(count(text, kept));
      const whole = [...graphemes.segment(text)].filter(({ segment }) => segment.trim() !== '').length;
      const cut = parts.map((part) => (parts.length > 1 ? bare(part) : part)).join('\n');
      expect([...graphemes.segment(cut)].filter(({ segment }) => segment.trim() !== '')).toHaveLength(whole);
    });
  });

  it('the same text gives the same parts, and each part stays as it is', () => {
    check((text, parts, within) => {
      expect(splitThread(text, within)).toEqual(parts);
      for (const part of parts) expect(splitThread(part, within)).toEqual([part]);
    }, 100);
  });

  it('no more parts are made than twice what would hold it', () => {
    check((text, parts, within) => {
      const full = Math.ceil(measure(text, within.unit) / (within.max! - 6));
      const bytes = within.also ? Math.ceil(measure(text, 'utf8_bytes') / (within.also.max - 6)) : 0;
      expect(parts.length).toBeLessThanOrEqual(2 * Math.max(full, bytes) + 1);
    }, 100);
  });
});

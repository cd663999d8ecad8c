import fc from 'fast-check';
import { arbitraryTexts } from '../testing/arbitrary-texts.js';
import { COUNTING_UNITS, type CountingUnit, escapeLinkedIn, measure, truncateTo } from './index.js';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const segments = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);
const runs = { seed: 20261128, numRuns: 1000 };
const longTexts = fc
  .array(
    fc.constantFrom('a', '\r', '\n', '👩', '\u200d', '🍳', '🇫', '\u0301', '\ufe0f', 'न', '\u094d', '\u0600', '日'),
    {
      minLength: 300,
      maxLength: 900,
    },
  )
  .map((parts) => parts.join(''));
const units = fc.constantFrom<CountingUnit>(...COUNTING_UNITS);

describe('measure', () => {
  it('counts graphemes as Intl.Segmenter does', () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryTexts, longTexts, fc.string({ unit: 'binary' })), (text) => {
        expect(measure(text, 'graphemes')).toBe(segments(text).length);
      }),
      { ...runs, numRuns: 3000 },
    );
  });

  it('counts code points and bytes as the platform does', () => {
    fc.assert(
      fc.property(arbitraryTexts, (text) => {
        expect(measure(text, 'code_points')).toBe(Array.from(text).length);
        expect(measure(text, 'utf8_bytes')).toBe(new TextEncoder().encode(text).length);
      }),
      runs,
    );
  });

  it('escapes for LinkedIn what can be read back', () => {
    fc.assert(
      fc.property(arbitraryTexts, (text) => {
        expect(escapeLinkedIn(text).replace(/\\([\\|{}@[\]()<>#＃*_~])/g, '$1')).toBe(text);
      }),
      runs,
    );
  });

  it.each(COUNTING_UNITS)(
    '%s takes less than 2 s of processor time for 100,000 characters, whatever they are',
    (unit) => {
      const texts = ['日本語。', 'a.', 'a.co.-', 'é_', 'https://', '@a@b', '👩‍🍳', '/a.fr/!!(((', 'https://a.fr/(('];
      for (const text of texts) {
        const long = text.repeat(Math.ceil(100_000 / text.length));
        const start = process.cpuUsage();
        measure(`${long}.com`, unit);
        expect(process.cpuUsage(start).user).toBeLessThan(2_000_000);
      }
    },
  );
});

describe('truncateTo', () => {
  it('gives a beginning that fits, and whole graphemes', () => {
    fc.assert(
      fc.property(arbitraryTexts, units, fc.nat(60), (text, unit, max) => {
        const short = truncateTo(text, unit, max);
        expect(measure(short, unit)).toBeLessThanOrEqual(max);
        expect(segments(text).slice(0, segments(short).length).join('')).toBe(short);
      }),
      runs,
    );
  });

  it('leaves alone what fits', () => {
    fc.assert(
      fc.property(arbitraryTexts, units, (text, unit) => {
        expect(truncateTo(text, unit, measure(text, unit))).toBe(text);
      }),
      runs,
    );
  });

  it.each<[string, CountingUnit, number, string]>([
    ['a👩‍🍳b', 'graphemes', 2, 'a👩‍🍳'],
    ['ab', 'graphemes', 5, 'ab'],
    ['ab', 'graphemes', 0, ''],
    ['été', 'utf8_bytes', 4, 'ét'],
    ['ab 👩‍🍳', 'utf8_bytes', 10, 'ab '],
    ['漢字漢字', 'x_weighted', 5, '漢字'],
    ['Voir https://example.com/pain demain', 'x_weighted', 27, 'Voir '],
    ['Voir https://example.com/pain demain', 'x_weighted', 28, 'Voir https://example.com/pain'],
    ['Voir https://example.com/pain demain', 'mastodon', 30, 'Voir https://example.com/pain d'],
    ['a(b)', 'linkedin_escaped', 4, 'a(b'],
    ['a👍b', 'threads', 4, 'a'],
  ])('%j in %s to %i', (text, unit, max, short) => {
    expect(truncateTo(text, unit, max)).toBe(short);
  });
});

import fc from 'fast-check';
import { freeSlug, MAX_SLUG, slugify } from './slug.js';

describe('slugify', () => {
  it.each([
    ['Boulangerie Lefèvre & Fils', 'boulangerie-lefevre-fils'],
    ['L’Œuf à la coque', 'l-oeuf-a-la-coque'],
    ['Straße Ølberg Łódź', 'strasse-olberg-lodz'],
    ['  --Déjà--vu--  ', 'deja-vu'],
    ['ﬁn ²', 'fin-2'],
    ['日本語', ''],
    ['', ''],
  ])('makes %j into %j', (text, slug) => {
    expect(slugify(text)).toBe(slug);
  });

  it('cuts at a word, and within a word only when it is the only one', () => {
    expect(slugify('un deux trois', 9)).toBe('un-deux');
    expect(slugify('un deux trois', 7)).toBe('un-deux');
    expect(slugify('anticonstitutionnellement', 10)).toBe('anticonsti');
  });

  it('always gives a slug or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 80 }), (text, max) => {
        const slug = slugify(text, max);
        expect(slug).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
        expect(slug.length).toBeLessThanOrEqual(max);
      }),
    );
  });
});

describe('freeSlug', () => {
  it('takes the first number that is free', () => {
    expect(freeSlug('lise', new Set())).toBe('lise');
    expect(freeSlug('lise', new Set(['lise']))).toBe('lise-2');
    expect(freeSlug('lise', new Set(['lise', 'lise-2', 'lise-4']))).toBe('lise-3');
  });

  it('stays within the limit', () => {
    const base = 'a'.repeat(MAX_SLUG);
    expect(freeSlug(base, new Set([base]))).toBe(`${'a'.repeat(MAX_SLUG - 2)}-2`);
  });
});

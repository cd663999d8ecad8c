import fc from 'fast-check';
import { texts } from '../../testing/texts.js';
import { analyse } from './analyse.js';

const segmenter = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/** Where a reader can put the cursor. */
function boundaries(text: string): Set<number> {
  return new Set([...Array.from(segmenter.segment(text), ({ index }) => index), text.length]);
}

it('cuts between what readers see as characters, in order and without overlap', () => {
  fc.assert(
    fc.property(texts(), (text) => {
      const cuts = boundaries(text);
      let end = 0;
      for (const token of analyse(text).tokens) {
        expect(token.start).toBeGreaterThanOrEqual(end);
        expect(token.end).toBeGreaterThan(token.start);
        expect({ token, cut: cuts.has(token.start) && cuts.has(token.end) }).toEqual({ token, cut: true });
        end = token.end;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 1500 },
  );
});

it('loses nothing but space', () => {
  fc.assert(
    fc.property(texts(), (text) => {
      const { tokens } = analyse(text);
      let rest = '';
      let end = 0;
      for (const token of tokens) {
        rest += text.slice(end, token.start);
        end = token.end;
      }
      expect((rest + text.slice(end)).replace(/[\s\p{Grapheme_Extend}\p{Mc}\u200d]/gu, '')).toBe('');
    }),
  );
});

it('numbers sentences without a gap; each opens and closes within itself', () => {
  fc.assert(
    fc.property(texts(), (text) => {
      const { tokens, sentences } = analyse(text);
      let next = 0;
      for (const [number, { from, to, opens, closes }] of sentences.entries()) {
        expect(from).toBe(next);
        expect(to).toBeGreaterThan(from);
        expect(opens).toBeGreaterThanOrEqual(from);
        expect(closes).toBeLessThanOrEqual(to);
        for (let index = from; index < to; index++) expect(tokens[index]!.sentence).toBe(number);
        next = to;
      }
      expect(next).toBe(tokens.length);
    }),
  );
});

it('reads decomposed letters as composed ones', () => {
  fc.assert(
    fc.property(texts(), (text) => {
      const forms = (written: string): string[] => analyse(written).tokens.map(({ form }) => form);
      const composed = text.normalize('NFC');
      expect(forms(composed.normalize('NFD')).join('|').normalize('NFC')).toBe(
        forms(composed).join('|').normalize('NFC'),
      );
    }),
    { examples: [['conseiller·ère '], ['Dernièreclub@poste.example ']] },
  );
});

it.each([
  ['one word', 'a'.repeat(10_000)],
  ['elisions', "l'".repeat(5000)],
  ['hyphens', 'je-'.repeat(3333)],
  ['an address with a long tail', `https://a.example/${'!'.repeat(9980)}a`],
  ['emoji in one cluster', '👩‍'.repeat(3333)],
  ['accents on one letter', `e${'\u0301'.repeat(9999)}`],
  ['at signs', '@'.repeat(10_000)],
  ['digits', '#' + '1'.repeat(9999)],
])('has at most a token for each character of 10,000: %s', (_, text) => {
  const { tokens } = analyse(text);
  expect(tokens.length).toBeLessThanOrEqual(text.length);
  expect(tokens.at(-1)!.end).toBe(text.length);
});

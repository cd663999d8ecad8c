import fc from 'fast-check';
import { texts } from '../../testing/texts.js';
import { scan, scanByPatterns } from './scan.js';

const anything = fc.oneof(
  texts(),
  fc.string({
    unit: fc.constantFrom(...Array.from('aéŒ1 .,;!?\'’-–·*@#$:/()«»"\n\u00a0\u0301\u200d\ufe0f🎯w')),
    maxLength: 40,
  }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);

it('finds by its short cuts what the patterns find', () => {
  fc.assert(
    fc.property(anything, (text) => {
      expect(scan(text)).toEqual(scanByPatterns(text));
    }),
    { numRuns: 5_000, examples: [['club.example,a'], ['l’été-là !'], ["l'"], ['www.a-b.fr x'], ['!\ufe0f.']] },
  );
});

it('leaves no gap', () => {
  fc.assert(
    fc.property(anything, (text) => {
      let end = 0;
      for (const chunk of scan(text)) {
        expect(chunk.start).toBe(end);
        end = chunk.end;
      }
      expect(end).toBe(text.length);
    }),
  );
});

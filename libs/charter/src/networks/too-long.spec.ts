import fc from 'fast-check';
import { COUNTING_UNITS, type CountingUnit, measure } from '#counting';
import { tooLong } from './too-long.js';

const texts = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        'é',
        'e\u0301',
        '漢',
        '👍',
        '👩‍🍳',
        '*',
        '_',
        '\n',
        ' ',
        '.',
        'a.fr',
        'https://a.example/b',
        '@leo@a.example',
      ],
      // One character each that is three or more once it is normalised.
      ...['\ufb2c', '\u{1d160}', '\u{1d1c0}', '\u0958'],
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

it('says the same as counting does, whatever it need not count', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom<CountingUnit>(...COUNTING_UNITS), fc.nat(120), (text, unit, max) => {
      const used = measure(text, unit);
      expect(tooLong(text, max, unit)).toBe(used > max ? used : null);
    }),
    { numRuns: 5_000, examples: [['\ufb2c'.repeat(40), 'x_weighted', 110]] },
  );
});

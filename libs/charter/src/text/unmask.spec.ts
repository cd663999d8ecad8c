import { isMasked, reads } from './unmask.js';

it.each([
  ['m*rde', 'merde', true],
  ['m***e', 'merde', true],
  ['f**k', 'fuck', true],
  ['f**k', 'fork', true],
  ['c@n', 'con', true],
  ['$alaud', 'salaud', true],
  ['m*rde', 'murder', false],
  ['f**k', 'flunk', false],
])('reads %s as %s: %s', (masked, word, expected) => {
  expect(reads(masked, word)).toBe(expected);
});

it('knows a mask from a word', () => {
  expect(['m*rde', 'f**k', 'prix', '***', '50$'].map(isMasked)).toEqual([true, true, false, false, false]);
});

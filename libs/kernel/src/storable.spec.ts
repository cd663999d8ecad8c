import { isStorableText, storable } from './storable.js';

it.each([
  ['', true],
  ['pain 🥖', true],
  ['pain \ud83e', false],
  ['\udd56 pain', false],
  ['pa\0in', false],
])('knows what PostgreSQL can store: %j', (text, expected) => {
  expect(isStorableText(text)).toBe(expected);
});

it('mends texts and keys wherever they are, and leaves the rest as it is', () => {
  const at = new Date(0);
  const value = { a: [{ 'b\0': 'x\ud83e' }, 1, null], at };
  expect(storable(value)).toEqual({ a: [{ 'b\u{FFFD}': 'x\u{FFFD}' }, 1, null], at });
});

it('is the very same value where nothing has to change', () => {
  const value = { a: [{ b: 'x' }], at: new Date(0) };
  expect(storable(value)).toBe(value);
});

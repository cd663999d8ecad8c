import { sameAddress } from './same-address.js';

it.each([
  ['https://fournil.example/pain/', 'http://www.fournil.example/pain?utm=1#a', true],
  ['https://fournil.example/pain', 'https://fournil.example/tag/pain', false],
  ['https://fournil.example/pain', 'https://ailleurs.example/pain', false],
  ['', '', false],
])('tells one page from another: %s %s', (one, other, same) => {
  expect(sameAddress(one, other)).toBe(same);
});

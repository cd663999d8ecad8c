import { textWithLink } from './text-with-link.js';

describe('a text with the link of its post', () => {
  const link = 'https://a.example/x';
  it.each([
    ['Lisez.', null, 'Lisez.'],
    ['Lisez.', link, 'Lisez.\n\nhttps://a.example/x'],
    [' \n', link, link],
    ['Lisez https://a.example/x.', link, 'Lisez https://a.example/x.'],
    ['Lisez https://a.example/xyz', link, 'Lisez https://a.example/xyz\n\nhttps://a.example/x'],
  ])('%j with %s', (text, given, expected) => {
    expect(textWithLink({ text, link: given })).toBe(expected);
  });
});

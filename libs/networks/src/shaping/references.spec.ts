import { findReferences, referencesIn } from './references.js';

const found = (text: string) => findReferences(text).map(({ kind, value }) => [kind, value]);

describe('references in a text', () => {
  it.each([
    ['Lisez https://a.example/x?y=1&z=2.', [['link', 'https://a.example/x?y=1&z=2']]],
    ['(voir https://a.example/x)', [['link', 'https://a.example/x']]],
    ['https://a.example/wiki/Pain_(aliment)', [['link', 'https://a.example/wiki/Pain_(aliment)']]],
    ['(voir https://a.example/wiki/Lyon_(homonymie)).', [['link', 'https://a.example/wiki/Lyon_(homonymie)']]],
    [
      '[https://a.example], (https://b.example/x!)',
      [
        ['link', 'https://a.example'],
        ['link', 'https://b.example/x'],
      ],
    ],
    [`https://a.example/${')'.repeat(50_000)}`, [['link', 'https://a.example/']]],
    ['« https://a.example/ »', [['link', 'https://a.example/']]],
    [
      '#Été et #pain2026, pas #1 ni a#b',
      [
        ['hashtag', 'Été'],
        ['hashtag', 'pain2026'],
      ],
    ],
    [
      '@lise @lise.example.org. @a@b.example mail@x.example',
      [
        ['mention', 'lise'],
        ['mention', 'lise.example.org'],
        ['mention', 'a@b.example'],
      ],
    ],
    ['https://a.example/@lise#top', [['link', 'https://a.example/@lise#top']]],
    ['rien ici', []],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('have spans that cut out what is written', () => {
    const text = 'Vu 👩‍🍳 #pain chez @lise : https://a.example/é !';
    expect(findReferences(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      '#pain',
      '@lise',
      'https://a.example/é',
    ]);
    expect(referencesIn(text)).toEqual({ links: 1, hashtags: 1, mentions: 1 });
  });
});

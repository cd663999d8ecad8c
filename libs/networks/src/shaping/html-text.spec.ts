import fc from 'fast-check';
import { escapeHtml, htmlText, lettersOf } from './html-text.js';

describe('the text of HTML', () => {
  it.each([
    ['<p>Un<br />Deux</p><p>Trois</p>', 'Un\nDeux\nTrois'],
    ['<h2>Pain</h2><figure><img src="a.jpg" alt="x"></figure><p><a href="b">c</a></p>', 'Pain\n\nc'],
    ['&amp;&#39;&#x1F950;&eacute;&#x110000;&NBSP;', "&'🥐&eacute;&#x110000;"],
    ['', ''],
  ])('%s', (html, text) => {
    expect(htmlText(html)).toBe(text);
  });

  it('is what was escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => htmlText(`<p>${escapeHtml(text)}</p>`) === text.trim()),
    );
  });
});

it.each([
  ['« Été » — **pain** !', 'étépain'],
  ['https://A.example/x?y=1', 'aexamplexy1'],
  [' 🥐 ! ', '🥐!'],
  ['e\u0301te\u0301', 'été'],
  ['', ''],
])('the letters of %j', (text, letters) => {
  expect(lettersOf(text)).toBe(letters);
});

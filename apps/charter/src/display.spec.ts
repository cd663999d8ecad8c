import { markLine, placeIn, widthOf } from './display.js';

it.each<[string, number]>([
  ['a', 1],
  ['é', 1],
  ['e\u0301', 1],
  ['🥖', 2],
  ['👩‍🍳', 2],
  ['❤️', 2],
  ['🇫🇷', 2],
  ['東', 2],
  ['！', 2],
  ['\u200b', 0],
])('%s takes %s cells', (grapheme, cells) => {
  expect(widthOf(grapheme)).toBe(cells);
});

it('marks whole graphemes', () => {
  expect(markLine('on 👩‍🍳 ici', { start: 5, end: 8 })).toEqual({ text: 'on 👩‍🍳 ici', marks: '   ^^' });
});

it('cuts long lines around what is marked', () => {
  const { text, marks } = markLine(`${'mot '.repeat(50)}CIBLE ${'mot '.repeat(50)}`, { start: 200, end: 205 });
  expect(text).toHaveLength(98);
  expect(text.slice(marks.indexOf('^'), marks.length)).toBe('CIBLE');
});

it('shows the end of a line as far as it fits', () => {
  const { text, marks } = markLine(`${'mot '.repeat(50)}CIBLE`, { start: 200, end: 205 });
  expect([text.length, marks.length]).toEqual([97, 97]);
});

it('stays on the line where the mark begins', () => {
  expect(markLine('un\r\ndeux trois\nquatre', { start: 9, end: 19 })).toEqual({
    text: 'deux trois',
    marks: '     ^^^^^',
  });
  expect(placeIn('un\r\ndeux trois', 9)).toEqual({ line: 2, column: 6 });
});

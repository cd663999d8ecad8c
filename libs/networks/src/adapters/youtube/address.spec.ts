import { nameOf } from './address.js';

it.each([
  ['Ugx123.456', null, 'Ugx123.456'],
  ['', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3', 'dQw4w9WgXcQ'],
  ['', 'https://youtu.be/dQw4w9WgXcQ?si=x', 'dQw4w9WgXcQ'],
  ['', 'https://m.youtube.com/shorts/dQw4w9WgXcQ', 'dQw4w9WgXcQ'],
  ['', 'https://www.youtube.com/@fournil', null],
  ['', 'https://youtube.example/watch?v=dQw4w9WgXcQ', null],
  ['', null, null],
])('reads what names a video: %j %s', (id, url, name) => {
  expect(nameOf({ id, url })).toBe(name);
});

import { failureText } from './failure-text.js';

class Foreseen extends Error {}

it('is a sentence where an operator can act on it', () => {
  expect(failureText(new Foreseen('Set DATABASE_URL.'), [Foreseen])).toBe('Set DATABASE_URL.');
});

it('is the stack of anything else, without what hangs on it', () => {
  const text = failureText(Object.assign(new Error('Broken'), { parameters: ['marie@example.com'] }), [Foreseen]);
  expect(text).toMatch(/^Error: Broken\n +at /);
  expect(text).not.toContain('marie');
});

it('is never empty', () => {
  expect(failureText('a secret', [])).toBe('Failed with string');
});

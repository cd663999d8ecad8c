import { parseCharterFile } from './parse-charter-file.js';

const problemOf = (text: string, format: 'yaml' | 'json' = 'yaml') => {
  const file = parseCharterFile(text, format);
  return 'problem' in file ? file.problem : null;
};

it('reads YAML 1.2: no is a word, and dates are texts', () => {
  const { value } = parseCharterFile('a: no\nb: 2026-01-02\nc: 010\nd: ~\n', 'yaml');
  expect(value).toEqual({ a: 'no', b: '2026-01-02', c: 10, d: null });
});

it('knows where each part stands, and the parent of what is missing', () => {
  const file = parseCharterFile('name: x\narticles:\n  - id: A1\n    options: { "a/b": 2 }\n', 'yaml');
  if ('problem' in file) throw new Error('unreadable');
  expect(file.placeOf('/articles/0/options/a~1b')).toEqual({ line: 4, column: 16 });
  expect(file.placeOf('/articles/0/title')).toEqual({ line: 3, column: 5 });
  expect(file.placeOf('')).toEqual({ line: 1, column: 1 });
});

it.each<[string, string, 'yaml' | 'json', number]>([
  ['a tab for indentation', 'a:\n\tb: 1\n', 'yaml', 2],
  ['a key twice', 'a: 1\na: 2\n', 'yaml', 2],
  ['two documents', 'a: 1\n---\na: 2\n', 'yaml', 2],
  ['JSON that is only YAML', '{\n  a: 1 }', 'json', 2],
  ['JSON with a key twice', '{ "a": 1,\n  "a": 2 }', 'json', 2],
  ['half a JSON file', '{ "a": 1,\n', 'json', 2],
])('refuses %s, and says where', (_, text, format, line) => {
  expect(problemOf(text, format)?.place.line).toBe(line);
});

it('refuses what is made to take memory', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefgh'.split('').map((key, index) => {
      const before = 'abcdefg'[index];
      return `${key}: &${key} [${Array<string>(9).fill(`*${before}`).join(',')}]`;
    }),
  ].join('\n');
  expect(problemOf(bomb)?.message.fr).toContain('alias');
  expect(problemOf('['.repeat(50_000))?.message.en).toContain('brackets');
  expect(problemOf(`{ "a": "${'['.repeat(500)}" }`, 'json')).toBeNull();
  expect(problemOf(`a: "${'x'.repeat(262_144)}"`)?.message.en).toContain('256 kB');
});

it('makes no object of a tag', () => {
  expect(parseCharterFile('a: !!js/function "x"\n', 'yaml')).toMatchObject({ value: { a: 'x' } });
  expect(Object.getPrototypeOf(parseCharterFile('__proto__: { x: 1 }\n', 'yaml').value)).toBe(Object.prototype);
});

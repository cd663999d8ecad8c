import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COUNTING_UNITS } from './index.js';

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'),
);

describe('counting runs in a browser', () => {
  it.each(files)('%s imports its own files alone and uses no global of Node', (file) => {
    const source = readFileSync(join(import.meta.dirname, file), 'utf8');
    const imported = [...source.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1]);
    expect(imported.filter((specifier) => !/^\.\.?\//.test(specifier ?? ''))).toEqual([]);
    expect(source).not.toMatch(/\b(?:Buffer|process|require|__dirname|global)\b\s*[.(]/);
  });
});

describe('the README', () => {
  it('says of every unit what it counts and where that is written', () => {
    const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
    const rows = [...readme.matchAll(/^\| `(\w+)` +\| \S.* \| \S.* \| \S.* \|$/gm)].map((match) => match[1]);
    expect(rows).toEqual([...COUNTING_UNITS]);
  });
});

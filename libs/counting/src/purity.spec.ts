import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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

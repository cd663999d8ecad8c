import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Index files that list a folder by static, sorted imports; nothing is scanned at run time. */
const REGISTRIES = [
  {
    index: 'migrations/index.ts',
    listing: () => files('migrations').filter((name) => name !== 'index.ts' && name.endsWith('.ts')),
    specifier: (name: string) => `./${name.replace(/\.ts$/, '.js')}`,
  },
  {
    index: 'libs/networks/src/adapters/index.ts',
    listing: () => folders('libs/networks/src/adapters'),
    specifier: (name: string) => `./${name}/adapter.js`,
  },
];

function files(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).sort();
}

function folders(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

describe('registries', () => {
  it.each(REGISTRIES)('$index lists its folder', ({ index, listing, specifier }) => {
    const source = readFileSync(join(ROOT, index), 'utf8');
    const imported = [...source.matchAll(/^import .* from '(\.\/[^']+)';$/gm)].map((match) => match[1]);
    expect(imported).toEqual(listing().map(specifier));
  });
});

describe('lib READMEs', () => {
  it.each(folders('libs'))('%s has one of at most 25 lines beside its tables', (lib) => {
    const text = readFileSync(join(ROOT, 'libs', lib, 'README.md'), 'utf8');
    const prose = text
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('|') && !line.startsWith('<!--'));
    expect(prose.length).toBeLessThanOrEqual(25);
  });
});

describe('the network contract', () => {
  it('is the only place where generic code could name a network: no lib or app compares a network id', () => {
    const offenders = ['libs', 'apps'].flatMap((top) =>
      sources(top).filter(
        (path) =>
          !path.includes('/adapters/') &&
          !path.endsWith('.spec.ts') &&
          /networkId\s*[!=]==\s*['"]/.test(readFileSync(join(ROOT, path), 'utf8')),
      ),
    );
    expect(offenders).toEqual([]);
  });
});

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `${folder}/${path}`);
}

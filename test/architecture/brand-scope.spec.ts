import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../..');

/** Which brands a key may see is read to make the caller's scope: it cannot take one. */
const MAKES_THE_SCOPE = ['ApiKeyBrandEntity'];

/** Entities with a brand_id: their rows are reached through a repository that takes the caller's scope. */
function brandOwnedEntities(): string[] {
  return sources('libs', '.entity.ts').flatMap((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    return /name: 'brand_id'/.test(text)
      ? [...text.matchAll(/export class (\w+)/g)]
          .map((match) => match[1]!)
          .filter((name) => !MAKES_THE_SCOPE.includes(name))
      : [];
  });
}

function sources(folder: string, ending: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending) && !path.includes('node_modules'))
    .map((path) => `${folder}/${path}`);
}

/** Public methods of the classes in a repository file, with their parameter lists as written. */
function publicMethods(path: string): { name: string; parameters: string }[] {
  const file = ts.createSourceFile(path, readFileSync(join(ROOT, path), 'utf8'), ts.ScriptTarget.ES2023, true);
  return file.statements.filter(ts.isClassDeclaration).flatMap((declaration) =>
    declaration.members.filter(ts.isMethodDeclaration).flatMap((method) => {
      const hidden = ts.getModifiers(method)?.some((modifier) => modifier.kind === ts.SyntaxKind.PrivateKeyword);
      return hidden
        ? []
        : [{ name: method.name.getText(), parameters: method.parameters.map((p) => p.getText()).join(', ') }];
    }),
  );
}

describe('brand scope', () => {
  const entities = brandOwnedEntities();

  it('knows the brand-owned entities', () => {
    expect(entities.length).toBeGreaterThan(5);
  });

  const repositories = sources('libs', '.repository.ts').filter((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    return entities.some((entity) => text.includes(entity));
  });

  it.each(repositories)('%s takes the scope in every public method', (path) => {
    const bare = publicMethods(path).filter((method) => !/BrandScope/.test(method.parameters));
    expect(bare).toEqual([]);
  });

  it('is never sidestepped by a raw repository', () => {
    const offenders = [...sources('libs', '.ts'), ...sources('apps', '.ts')].filter(
      (path) =>
        !path.endsWith('.spec.ts') &&
        /getRepository\(|@InjectRepository\(/.test(readFileSync(join(ROOT, path), 'utf8')),
    );
    expect(offenders).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';

/** The answer bodies of `fixtures/<name>.json` beside the spec at `from` (`import.meta.url`), by what they show. */
export function fixtureBodies(from: string, name = 'error-bodies'): Readonly<Record<string, object>> {
  const path = new URL(`./fixtures/${name}.json`, from);
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, object>;
}

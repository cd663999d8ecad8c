import { type Charter, type CompiledCharter, compileCharter, RULES } from '#charter';

/** More than an agency has brands; each holds its articles and, once used, its machines. */
const MOST = 1000;

/** Compiled versions that are or were in force, by charter and number: they never change. The least used go first. */
const compiled = new Map<string, CompiledCharter>();

export function cachedCharter(charterId: string, number: number): CompiledCharter | null {
  const key = keyOf(charterId, number);
  const known = compiled.get(key);
  if (!known) return null;
  compiled.delete(key);
  compiled.set(key, known);
  return known;
}

/** Compiles a version that is or was in force and keeps it. */
export function cacheCharter(charterId: string, number: number, resolved: Charter): CompiledCharter {
  const made = compileCharter(resolved, RULES);
  compiled.set(keyOf(charterId, number), made);
  if (compiled.size > MOST) compiled.delete(compiled.keys().next().value!);
  return made;
}

function keyOf(charterId: string, number: number): string {
  return `${charterId} ${number}`;
}

import type { CompiledCharter } from '#charter';

const KNOWN = new WeakMap<CompiledCharter, ReadonlySet<string>>();

/** The networks that some article treats in a way of their own, by its scope or its options. */
export function networksApart(compiled: CompiledCharter): ReadonlySet<string> {
  const known = KNOWN.get(compiled) ?? new Set(compiled.articles.flatMap(namedIn));
  KNOWN.set(compiled, known);
  return known;
}

function namedIn({ article: { scope }, options }: CompiledCharter['articles'][number]): string[] {
  const { perNetwork } = options;
  const limited = typeof perNetwork === 'object' && perNetwork !== null ? Object.keys(perNetwork) : [];
  return [...(scope.networks ?? []), ...(scope.not?.networks ?? []), ...limited];
}

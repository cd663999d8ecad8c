import type { CompiledCharter } from '#charter';

/** Rules that judge a text by what each network takes. */
export const OF_NETWORKS = 'network.';

/** The networks that a charter treats in ways of their own: named ones, or each. */
export type NetworksApart = 'each' | ReadonlySet<string>;

const KNOWN = new WeakMap<CompiledCharter, NetworksApart>();

/** By the scopes, options and rules of its articles. */
export function networksApart(compiled: CompiledCharter): NetworksApart {
  const known = KNOWN.get(compiled) ?? find(compiled);
  KNOWN.set(compiled, known);
  return known;
}

function find({ articles }: CompiledCharter): NetworksApart {
  if (articles.some(({ rule }) => rule.meta.id.startsWith(OF_NETWORKS))) return 'each';
  return new Set(articles.flatMap(namedIn));
}

function namedIn({ article: { scope }, options }: CompiledCharter['articles'][number]): string[] {
  const { perNetwork } = options;
  const limited = typeof perNetwork === 'object' && perNetwork !== null ? Object.keys(perNetwork) : [];
  return [...(scope.networks ?? []), ...(scope.not?.networks ?? []), ...limited];
}

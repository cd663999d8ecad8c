import { type CompiledCharter, compileCharter } from '../engine/evaluate.js';
import { RULES } from '../rules/index.js';
import { checkArticle, checkOptions } from './check-article.js';
import type { Article, Charter } from './charter.js';
import type { ArticleSource, CharterSource } from './charter-source.js';
import { checkPatternText } from './read-charter.js';
import { type Origins, resolveCharter, type SourceProblem } from './resolve-charter.js';

/** A charter with all that it inherits, ready to judge. */
export interface AssembledCharter {
  charter: Charter;
  origins: Origins;
  /** Null as soon as something is wrong. */
  compiled: CompiledCharter | null;
  problems: readonly SourceProblem[];
}

/**
 * Sources that `readCharter` accepted, from the most general to the most particular. Checks what one of them alone does
 * not show: what edits do to what they edit. Never throws.
 */
export function assembleCharter(sources: readonly CharterSource[]): AssembledCharter {
  const { charter, origins, problems: inheritance } = resolveCharter(sources);
  const edits = inheritance.length > 0 ? inheritance : problemsOfEdits(sources, charter);
  const problems = edits.length > 0 ? edits : problemsOfWhole(sources, charter);
  return { charter, origins, problems, compiled: problems.length > 0 ? null : compileCharter(charter, RULES) };
}

function problemsOfEdits(sources: readonly CharterSource[], { articles }: Charter): SourceProblem[] {
  const rules = new Map(articles.map(({ id, rule }) => [id, RULES.get(rule)]));
  return sources.flatMap((source, index) =>
    source.articles.flatMap((article, at) => {
      const rule = article.rule === undefined ? rules.get(article.id) : undefined;
      const found = rule ? checkArticle(article, rule, `/articles/${at}`) : [];
      return found.map((problem) => ({ ...problem, source: index }));
    }),
  );
}

/** Lists may grow too long only together; the last to speak of an article answers for it. Their lines are known to be good. */
function problemsOfWhole(sources: readonly CharterSource[], { articles }: Charter): SourceProblem[] {
  const last = sources.length - 1;
  const heavy = checkPatternText(articles).map((problem) => ({ ...problem, source: last }));
  if (heavy.length > 0) return heavy;
  return articles.flatMap((article) => {
    const { source, pointer } = lastWriter(sources, article);
    const found = checkOptions(article, RULES.get(article.rule)!, pointer);
    return found.map((problem) => ({ ...problem, source }));
  });
}

function lastWriter(sources: readonly CharterSource[], { id }: Article): { source: number; pointer: string } {
  const indexIn = (articles: readonly ArticleSource[]): number => articles.findIndex((article) => article.id === id);
  const source = sources.findLastIndex(({ articles }) => indexIn(articles) >= 0);
  return { source, pointer: `/articles/${indexIn(sources[source]!.articles)}` };
}

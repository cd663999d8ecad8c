import { RULES } from '../rules/index.js';
import { checkArticle } from './check-article.js';
import { checkSize } from './check-size.js';
import { type JsonSchema, SHAPE } from './charter-schema.js';
import type { ArticleSource, CharterSource } from './charter-source.js';
import { didYouMean } from './nearest.js';
import { patternLinesOf } from './pattern-lines.js';
import { valueAt } from './pointer.js';
import { type CharterProblem, problem } from './problem.js';
import { articleAt, violationsOf } from './validate.js';

/** Characters of all pattern lines of a charter. */
const MOST_PATTERN_TEXT = 65_536;
/** Of what is wrong, what a person can still read. */
const MOST_PROBLEMS = 500;

/** A charter as somebody wrote it, or what is wrong with it: all of it at once. */
export interface CharterReading {
  /** Null as soon as something is wrong. */
  source: CharterSource | null;
  problems: readonly CharterProblem[];
}

/**
 * Checks a parsed JSON value against the schema of charters, then against what a schema cannot say: rules that exist,
 * the options of each, pattern lines that compile, severities above the floor. Never throws. What is edited but not
 * given here is checked by `assembleCharter`.
 */
export function readCharter(value: unknown): CharterReading {
  const size = checkSize(value);
  if (size.length > 0) return { source: null, problems: size };
  const shape = violationsOf(SHAPE, value).map(({ at, code, data }) => problem(code, at, articleAt(value, at), data));
  const articles = wellShaped(value, shape);
  const heavy = checkPatternText(articles.map(({ article }) => article));
  const problems = [...shape, ...(heavy.length > 0 ? heavy : [...twice(articles), ...articles.flatMap(problemsOf)])];
  return {
    source: problems.length > 0 ? null : (value as CharterSource),
    problems: problems.slice(0, MOST_PROBLEMS),
  };
}

interface Placed {
  article: ArticleSource;
  pointer: string;
}

/** The articles that the schema has nothing against: more can be said of them. */
function wellShaped(value: unknown, shape: readonly CharterProblem[]): Placed[] {
  const articles = valueAt(value, '/articles');
  if (!Array.isArray(articles) || shape.some(({ pointer }) => pointer === '/articles')) return [];
  const atFault = new Set(shape.map(({ pointer }) => pointer.split('/', 3).join('/')));
  return (articles as ArticleSource[])
    .map((article, index) => ({ article, pointer: `/articles/${index}` }))
    .filter(({ pointer }) => !atFault.has(pointer));
}

function twice(articles: readonly Placed[]): CharterProblem[] {
  const seen = new Set<string>();
  return articles.flatMap(({ article: { id }, pointer }) => {
    if (seen.has(id)) return [problem('article_twice', `${pointer}/id`, id, { id })];
    seen.add(id);
    return [];
  });
}

function problemsOf({ article, pointer }: Placed): CharterProblem[] {
  if (article.rule === undefined) return [];
  const missing = missingParts(article);
  const half =
    missing.length > 0
      ? [problem('article_incomplete', pointer, article.id, { id: article.id, missing: missing.join(', ') })]
      : [];
  const rule = RULES.get(article.rule);
  if (rule) return [...half, ...checkArticle(article, rule, pointer)];
  const data = { name: article.rule, ...didYouMean(article.rule, [...RULES.keys()]) };
  return [...half, problem('rule_unknown', `${pointer}/rule`, article.id, data)];
}

/** What a whole article has and this one has not. */
export function missingParts(article: ArticleSource): string[] {
  return (['title', 'text', 'rule', 'severity'] as const).filter((part) => article[part] === undefined);
}

/** Pattern lines are compiled, and that takes time: not more of them than a person writes. */
export function checkPatternText(articles: readonly Pick<ArticleSource, 'rule' | 'options'>[]): CharterProblem[] {
  const lines = articles.flatMap(({ rule, options }) => {
    const schema = rule === undefined ? undefined : RULES.get(rule)?.meta.options;
    return schema ? patternLinesOf(options, schema as JsonSchema, '') : [];
  });
  const total = lines.reduce((sum, { line }) => sum + line.length, 0);
  if (total <= MOST_PATTERN_TEXT) return [];
  const unit = { unit_en: 'characters of patterns', unit_fr: 'caractères de motifs' };
  return [problem('too_large', '/articles', null, { limit: MOST_PATTERN_TEXT, ...unit })];
}

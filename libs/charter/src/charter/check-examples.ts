import { type Language, LANGUAGES } from '#kernel';
import { type CompiledArticle, type CompiledCharter, evaluate } from '../engine/evaluate.js';
import type { Finding } from '../finding.js';
import type { JsonSchema } from './charter-schema.js';
import type { CharterSource } from './charter-source.js';
import { patternLinesOf } from './pattern-lines.js';
import { plainSubject } from './plain-subject.js';
import { below } from './pointer.js';
import { type CharterProblem, problem } from './problem.js';

/** What an article with words of its own shows at least, in each language it lists words for. */
export const FEWEST_EXAMPLES = 2;

/** An example of an article, put to the test. */
export interface ExampleResult {
  articleId: string;
  language: Language;
  /** What the charter's author expects. */
  expected: 'pass' | 'fail';
  text: string;
  pointer: string;
  finding: Finding | null;
}

/**
 * Each article's examples against that article alone, wherever it holds. Pointers lead into `source`, or are empty for
 * what it only inherits.
 */
export function runExamples(compiled: CompiledCharter, source: CharterSource): ExampleResult[] {
  return compiled.articles.flatMap((entry) => {
    const alone = { ...compiled, articles: [{ ...entry, scope: null }] };
    const { id, examples = {} } = entry.article;
    const pointer = pointerOf(id, source, 'examples');
    return LANGUAGES.flatMap((language) =>
      (['pass', 'fail'] as const).flatMap((expected) =>
        (examples[language]?.[expected] ?? []).map((text, index) => ({
          ...{ articleId: id, language, expected, text },
          pointer: pointer === null ? '' : below(pointer, language, expected, index),
          finding: evaluate(alone, plainSubject(text, language)).findings[0] ?? null,
        })),
      ),
    );
  });
}

/** What keeps a charter from being activated: examples that do not show what they should, and those that are missing. */
export function checkExamples(compiled: CompiledCharter, source: CharterSource): CharterProblem[] {
  const wrong = runExamples(compiled, source).flatMap(problemsOf);
  return [...wrong, ...compiled.articles.flatMap((entry) => missing(entry, source))];
}

function problemsOf({ articleId: id, expected, text, pointer, finding }: ExampleResult): CharterProblem[] {
  if (expected === 'fail') return finding ? [] : [problem('example_passes', pointer, id, { id, text })];
  if (!finding) return [];
  const { span } = finding;
  return [problem('example_fails', pointer, id, { id, text, found: span ? text.slice(span.start, span.end) : '—' })];
}

function missing({ article, rule, options }: CompiledArticle, source: CharterSource): CharterProblem[] {
  const { id, examples = {} } = article;
  const lines = patternLinesOf(options, rule.meta.options as JsonSchema, '');
  return LANGUAGES.filter((language) => lines.some((line) => line.language === language))
    .filter((language) => {
      const { pass = [], fail = [] } = examples[language] ?? {};
      return Math.min(pass.length, fail.length) < FEWEST_EXAMPLES;
    })
    .map((language) =>
      problem('examples_missing', pointerOf(id, source) ?? '', id, { id, limit: FEWEST_EXAMPLES, ...NAMES[language] }),
    );
}

const NAMES: Readonly<Record<Language, { language_en: string; language_fr: string }>> = {
  en: { language_en: 'English', language_fr: 'anglais' },
  fr: { language_en: 'French', language_fr: 'français' },
};

function pointerOf(id: string, { articles }: CharterSource, part?: 'examples'): string | null {
  const index = articles.findIndex((article) => article.id === id && (!part || article[part]));
  if (index < 0) return null;
  return below('', 'articles', index, ...(part ? [part] : []));
}

import type { Language, Localised } from '#kernel';
import type { Article, Charter } from '../charter/charter.js';
import { type Facts, NO_FACTS } from '../facts.js';
import { type Finding, type Report, SEVERITIES, type Severity } from '../finding.js';
import type { Rule } from '../rule.js';
import type { Subject } from '../subject.js';
import { type Analysis, analyse } from '../text/analyse.js';
import { fingerprintOf } from './fingerprint.js';
import { isInScope } from './in-scope.js';

export type Verdict = 'pass' | 'warn' | 'review' | 'block';

/** What a charter says of a subject. */
export interface Evaluation {
  verdict: Verdict;
  /** By place, absences last; of equals the severest first. */
  findings: readonly Finding[];
}

/** A charter with its rules at hand. */
export interface CompiledCharter {
  charter: Charter;
  articles: readonly { article: Article; rule: Rule; options: Readonly<Record<string, unknown>> }[];
}

/** @throws Error when an article names a rule that there is none of: a charter is checked before. */
export function compileCharter(charter: Charter, rules: ReadonlyMap<string, Rule>): CompiledCharter {
  const articles = charter.articles.map((article) => {
    const rule = rules.get(article.rule);
    if (!rule) throw new Error(`No such rule: ${article.rule}`);
    return { article, rule, options: { ...rule.defaults, ...article.options } };
  });
  return { charter, articles };
}

/** Pure and synchronous; the same text under the same charter gives the same findings. */
export function evaluate(
  { charter, articles }: CompiledCharter,
  subject: Subject,
  language: Language,
  facts: Facts = NO_FACTS,
): Evaluation {
  const analysis = analyse(subject.text);
  const findings = articles.flatMap(({ article, rule, options }) =>
    isInScope(article.scope, subject, language)
      ? rule
          .check({ subject, analysis, language, brand: charter.voice, facts, options })
          .map((report) => toFinding(article, rule, report, analysis))
      : [],
  );
  const sorted = withoutDuplicates(findings).sort(byPlace);
  return { verdict: verdictOf(sorted), findings: sorted };
}

function toFinding(article: Article, { meta }: Rule, report: Report, analysis: Analysis): Finding {
  const { span, confidence, suggestions = [] } = report;
  const evidence = report.evidence ?? (span ? [span] : []);
  return {
    ruleId: meta.id,
    kind: meta.id,
    articleId: article.id,
    severity: strictest(article.severity, meta.floor ?? 'advise'),
    confidence,
    span,
    evidence,
    message: fill(meta.messages[report.messageId]!, report.data ?? {}),
    quote: article.text,
    suggestions,
    fingerprint: fingerprintOf(meta.id, report.messageId, evidence, analysis),
  };
}

function fill(wording: Localised, data: Readonly<Record<string, string | number>>): Localised {
  const filled = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => String(data[name] ?? whole));
  return { en: filled(wording.en), fr: filled(wording.fr) };
}

const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);

function strictest(a: Severity, b: Severity): Severity {
  return rank(a) >= rank(b) ? a : b;
}

/** Two articles on the same rule may find the same thing: the severer speaks. */
function withoutDuplicates(findings: readonly Finding[]): Finding[] {
  const kept = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.fingerprint} ${finding.span?.start} ${finding.span?.end}`;
    const known = kept.get(key);
    if (!known || rank(finding.severity) > rank(known.severity)) kept.set(key, finding);
  }
  return [...kept.values()];
}

function byPlace(a: Finding, b: Finding): number {
  const start = (finding: Finding): number => finding.span?.start ?? Number.POSITIVE_INFINITY;
  if (start(a) !== start(b)) return start(a) - start(b);
  return rank(b.severity) - rank(a.severity) || (a.ruleId < b.ruleId ? -1 : 1);
}

function verdictOf(findings: readonly Finding[]): Verdict {
  const worst = Math.max(-1, ...findings.map(({ severity }) => rank(severity)));
  return (['pass', 'warn', 'review', 'block'] as const)[worst + 1]!;
}

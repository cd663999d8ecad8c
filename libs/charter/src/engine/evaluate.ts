import type { Language, Localised } from '#kernel';
import { type Axes, measureAxes } from '../axes/measure-axes.js';
import type { Article, Charter, Scope } from '../charter/charter.js';
import { type Facts, type Need, NO_FACTS } from '../facts.js';
import { type Finding, type Report, SEVERITIES, type Severity } from '../finding.js';
import { type Jointly, lookJointly } from '../patterns/hits.js';
import type { Phase, Rule } from '../rule.js';
import type { Subject } from '../subject.js';
import { type Analysis, analyse } from '../text/analyse.js';
import { fingerprintOf } from './fingerprint.js';
import { isInScope } from './in-scope.js';
import { languageOf } from './language-of.js';
import { type Verdict, verdictOf } from './verdict.js';
import { type ActiveWaiver, applyWaivers } from './waiver.js';

/** Changes whenever the same text under the same charter may be judged otherwise: reviews are kept with it. */
export const ENGINE_VERSION = '3';

/** What a charter says of a subject. */
export interface Evaluation {
  /** By the severest finding that nobody waived. */
  verdict: Verdict;
  /** As declared, or the brand's that the text is in. */
  language: Language;
  /** By place, absences last; of equals the severest first. Waived ones are there, with their waiver. */
  findings: readonly Finding[];
}

/** A charter with its rules at hand. */
export interface CompiledCharter {
  charter: Charter;
  articles: readonly CompiledArticle[];
  /** By language: its own lists of words. */
  lists: Partial<Record<Language, Jointly>>;
}

export interface CompiledArticle {
  article: Article;
  rule: Rule;
  options: Readonly<Record<string, unknown>>;
  /** Of its rule. */
  phase: Phase;
  needs: readonly Need[];
  /** Null everywhere. */
  scope: Scope | null;
}

/** What is known besides the subject. */
export interface EvaluationContext {
  facts?: Facts;
  /** Those in force. */
  waivers?: readonly ActiveWaiver[];
  /** The phases to run; all of them when absent. */
  phases?: readonly Phase[];
}

/** @throws Error when an article names a rule that there is none of: a charter is checked before. */
export function compileCharter(charter: Charter, rules: ReadonlyMap<string, Rule>): CompiledCharter {
  const articles = charter.articles.map((article) => {
    const rule = rules.get(article.rule);
    if (!rule) throw new Error(`No such rule: ${article.rule}`);
    const { phase, needs = NO_NEEDS } = rule.meta;
    const scope = Object.keys(article.scope).length === 0 ? null : article.scope;
    return { article, rule, options: { ...rule.defaults, ...article.options }, phase, needs, scope };
  });
  return { charter, articles, lists: {} };
}

const NO_NEEDS: readonly Need[] = [];

/** Pure and synchronous; the same text under the same charter gives the same findings. */
export function evaluate(compiled: CompiledCharter, subject: Subject, context: EvaluationContext = {}): Evaluation {
  const analysis = analyse(subject.text);
  const language = languageOf(subject, analysis, compiled.charter.voice.languages);
  lookJointly((compiled.lists[language] ??= listsOf(compiled, language)), analysis);
  const found = reportsOf(compiled, subject, analysis, language, context);
  if (found.length === 0) return { verdict: 'pass', language, findings: found };
  const findings = applyWaivers(withoutDuplicates(found), context.waivers ?? []).sort(byPlace);
  return { verdict: verdictOf(findings), language, findings };
}

/** How a text sounds; `language` as `evaluate` answered it. */
export function axesOf(text: string, language: Language): Axes {
  return measureAxes(analyse(text), language);
}

function listsOf({ articles }: CompiledCharter, language: Language): Jointly {
  return { groups: new Set(articles.flatMap(({ rule, options }) => rule.lists?.(options, language) ?? [])) };
}

function reportsOf(
  { charter, articles }: CompiledCharter,
  subject: Subject,
  analysis: Analysis,
  language: Language,
  { facts = NO_FACTS, phases }: EvaluationContext,
): Finding[] {
  const found: Finding[] = [];
  for (const { article, rule, options, phase, needs, scope } of articles) {
    if (phases && !phases.includes(phase)) continue;
    if (needs.some((need) => facts[need] === null)) continue;
    if (scope && !isInScope(scope, subject, language)) continue;
    const reports = rule.check({ subject, analysis, language, brand: charter.voice, facts, options });
    for (const report of reports) found.push(toFinding(article, rule, report, analysis));
  }
  return found;
}

function toFinding(article: Article, { meta }: Rule, report: Report, analysis: Analysis): Finding {
  const { span, confidence, suggestions = [] } = report;
  const evidence = report.evidence ?? (span ? [span] : []);
  return {
    ruleId: meta.id,
    kind: meta.id,
    articleId: article.id,
    severity: severityOf(article, meta.floor, report),
    confidence,
    span,
    evidence,
    message: fill(report.message ?? meta.messages[report.messageId]!, report.data ?? {}),
    quote: article.text,
    suggestions,
    fingerprint: fingerprintOf(meta.id, report.messageId, evidence, analysis),
    waivable: article.waivable ?? false,
    waivedBy: null,
  };
}

/** A hint only advises, whatever its article says, unless the rule has a floor. */
function severityOf({ severity }: Article, floor: Severity | undefined, { confidence }: Report): Severity {
  return strictest(confidence === 'hint' ? 'advise' : severity, floor ?? 'advise');
}

/** A wording cut at its `{name}`s: text and name by turns. */
type Template = Readonly<Record<Language, readonly string[]>>;

const templates = new WeakMap<Localised, Template>();

function fill(wording: Localised, data: Readonly<Record<string, string | number>>): Localised {
  let template = templates.get(wording);
  if (!template) templates.set(wording, (template = { en: cut(wording.en), fr: cut(wording.fr) }));
  return { en: join(template.en, data), fr: join(template.fr, data) };
}

function cut(text: string): string[] {
  return text.split(/\{(\w+)\}/);
}

function join(pieces: readonly string[], data: Readonly<Record<string, string | number>>): string {
  let text = pieces[0]!;
  for (let at = 1; at < pieces.length; at += 2) text += `${data[pieces[at]!] ?? `{${pieces[at]}}`}${pieces[at + 1]}`;
  return text;
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

export type { Axes, Axis, AxisName } from './axes/measure-axes.js';
export type { BrandVoice } from './brand-voice.js';
export { assembleCharter, type AssembledCharter } from './charter/assemble-charter.js';
export type { Article, ArticleExamples, Charter, Scope } from './charter/charter.js';
export type { ArticleSource, CharterSource, ListEdit, VoiceSource } from './charter/charter-source.js';
export { checkExamples, type ExampleResult, runExamples } from './charter/check-examples.js';
export { publishedSchema } from './charter/charter-schema.js';
export { plainSubject } from './charter/plain-subject.js';
export type { CharterProblem, ProblemCode } from './charter/problem.js';
export { type CharterReading, readCharter } from './charter/read-charter.js';
export { type Origins, type ResolvedCharter, resolveCharter, type SourceProblem } from './charter/resolve-charter.js';
export {
  axesOf,
  type CompiledCharter,
  compileCharter,
  ENGINE_VERSION,
  evaluate,
  type Evaluation,
  type EvaluationContext,
} from './engine/evaluate.js';
export { type Verdict, verdictOf } from './engine/verdict.js';
export { type ActiveWaiver, isWaivable } from './engine/waiver.js';
export { DAY, type Facts, NO_FACTS, type RecentPost } from './facts.js';
export type { Confidence, Finding, Report, Severity, Suggestion } from './finding.js';
export { TOPIC_IDS } from './lexicons/by-language.js';
export { UNIT_NAMES } from './networks/too-long.js';
export { explainPattern, type PatternExplanation } from './patterns/explain-pattern.js';
export { PatternError, type PatternProblem } from './patterns/pattern.js';
export type { Phase, Rule, RuleContext, RuleExample, RuleMeta } from './rule.js';
export { RULES } from './rules/index.js';
export type { Subject, SubjectMedia } from './subject.js';
export type { Span } from './text/quotations.js';
export type { TopicOption } from './topics/topic-option.js';

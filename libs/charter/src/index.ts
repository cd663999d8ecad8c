export type { BrandVoice } from './brand-voice.js';
export type { Article, Charter, Scope } from './charter/charter.js';
export { type CompiledCharter, compileCharter, evaluate, type Evaluation, type Verdict } from './engine/evaluate.js';
export type { Finding, Report, Severity, Suggestion } from './finding.js';
export type { Rule, RuleContext, RuleMeta } from './rule.js';
export { RULES } from './rules/index.js';
export type { Subject, SubjectMedia } from './subject.js';

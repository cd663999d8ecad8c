/** What an editor needs in a browser: judging a text. Reading and publishing charters stays with the service. */
export type { Article, Charter, Scope } from './charter/charter.js';
export { axesOf, type CompiledCharter, compileCharter, ENGINE_VERSION, evaluate } from './engine/evaluate.js';
export { explainPattern } from './patterns/explain-pattern.js';
export { RULES } from './rules/index.js';
export type { Subject } from './subject.js';

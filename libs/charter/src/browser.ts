/** What an editor loads: judging and explaining, without reading charters, which the server has done. */
export { axesOf, compileCharter, ENGINE_VERSION, evaluate } from './engine/evaluate.js';
export { isWaivable } from './engine/waiver.js';
export { NO_FACTS } from './facts.js';
export { explainPattern } from './patterns/explain-pattern.js';
export { PatternError } from './patterns/pattern.js';
export { RULES } from './rules/index.js';

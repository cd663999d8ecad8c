export { describeRecurrence } from './describe/describe-recurrence.js';
export { nextOccurrences, occurrenceAt, type OccurrenceDate, occurrencesBetween } from './occurrences.js';
export type { Assumption } from './phrases/assumptions.js';
export {
  MAX_PHRASE_LENGTH,
  type ParsedPhrase,
  parsePhrase,
  type PhraseContext,
  type RefusedPhrase,
} from './phrases/parse-phrase.js';
export { parseRecurrence } from './parse-recurrence.js';
export type { Recurrence, RecurrenceInput } from './recurrence.js';
export { type RecurrenceWarning, recurrenceWarnings } from './warnings.js';

export { describeRecurrence } from './describe/describe-recurrence.js';
export { nextOccurrences, occurrenceAt, type OccurrenceDate, occurrencesBetween } from './occurrences.js';
export { parseRecurrence } from './parse-recurrence.js';
export type { Recurrence, RecurrenceInput } from './recurrence.js';
export { type RecurrenceWarning, recurrenceWarnings } from './warnings.js';

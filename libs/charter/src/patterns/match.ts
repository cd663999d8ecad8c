/** A pattern that stands in a text: token indices, both included. */
export interface Match {
  /** As given to `compilePatterns`. */
  id: number;
  first: number;
  last: number;
}

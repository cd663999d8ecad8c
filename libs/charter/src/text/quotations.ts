/** Half-open, UTF-16 code units. */
export interface Span {
  start: number;
  end: number;
}

const PAIRS = /«[^«»]*»|“[^“”]*”|„[^„“]*“|"[^"\n]*"/g;

/** What stands between quotation marks that are closed, marks included. */
export function findQuotations(text: string): Span[] {
  return Array.from(text.matchAll(PAIRS), ({ index, 0: quoted }) => ({ start: index, end: index + quoted.length }));
}

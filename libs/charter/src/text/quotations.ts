/** Half-open, UTF-16 code units. */
export interface Span {
  start: number;
  end: number;
}

const OPENS = /[«“„"]/;
const PAIRS = /«[^«»]*»|“[^“”]*”|„[^„“]*“|"[^"\n]*"/g;

/** What stands between quotation marks that are closed, marks included. */
export function findQuotations(text: string): Span[] {
  if (!OPENS.test(text)) return [];
  return Array.from(text.matchAll(PAIRS), ({ index, 0: quoted }) => ({ start: index, end: index + quoted.length }));
}

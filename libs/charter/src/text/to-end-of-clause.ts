import type { Analysis } from './analyse.js';
import type { Span } from './quotations.js';

const EDGE = /^[,;:!?…–—.]+$/;

/** What begins somewhere, up to the punctuation that closes its clause: what a reader takes in as one thing. */
export function toEndOfClause(span: Span, { tokens }: Analysis): Span {
  let { end } = span;
  const inside = tokens.find((token) => token.end >= end)?.sentence;
  for (const token of tokens) {
    if (token.start < end) continue;
    if (token.sentence !== inside || EDGE.test(token.form) || token.kind === 'emoji' || token.kind === 'url') break;
    end = token.end;
  }
  return { start: span.start, end };
}

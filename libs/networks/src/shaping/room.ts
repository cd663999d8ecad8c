import { type CountingUnit, measure } from '#counting';

/** One limit on the parts of a thread: all of them, and the first, which may have media beside it. */
export interface PartLimit {
  unit: CountingUnit;
  max: number;
  firstMax: number;
}

/** What a part may hold: all limits hold at once. */
export interface Room {
  limits: readonly PartLimit[];
  linkLength: number | undefined;
}

/** Whether any part could hold `text`, the first too. What is far from the limits is not counted. */
export function hasRoom({ limits, linkLength }: Room, text: string): boolean {
  const most = mostOf(text, linkLength);
  return limits.every(({ firstMax, unit }) => most <= firstMax || measure(text, unit, { linkLength }) <= firstMax);
}

const LINK = 23;

/** No unit counts more than 3 for a UTF-16 unit (bytes, or X taking a letter apart), and a link, which has a dot. */
function mostOf(text: string, linkLength = LINK): number {
  return text.length * 3 + (text.split('.').length - 1) * Math.max(LINK, linkLength);
}

import { type CountingUnit, measure } from '#counting';
import type { TextLimit } from '../contract.js';

/** How long a text is by one limit; `max` null: no limit is known. */
export interface Length {
  used: number;
  max: number | null;
  unit: CountingUnit;
  fits: boolean;
}

/** How long a text is on an account; `also`: by its second limit. `fits` speaks of both. */
export interface TextMeasure extends Length {
  also?: Length;
}

/** What a person is shown while writing: the same numbers that validation judges by. */
export function measureText(text: string, limit: TextLimit, besideMedia = false): TextMeasure {
  const { max, unit, also, withMedia, linkLength } = limit;
  const first = lengthOf(text, { max: besideMedia ? (withMedia ?? max) : max, unit }, linkLength);
  if (!also) return first;
  const second = lengthOf(text, also, linkLength);
  return { ...first, fits: first.fits && second.fits, also: second };
}

function lengthOf(text: string, { max, unit }: Pick<Length, 'max' | 'unit'>, linkLength: number | undefined): Length {
  const used = measure(text, unit, { linkLength });
  return { used, max, unit, fits: max === null || used <= max };
}

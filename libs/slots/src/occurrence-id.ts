import { isId, isLocalTime, type LocalTime } from '#kernel';

/** What an occurrence's id says: `<slotId>_<YYYYMMDDTHHmm>`, the original start in local time. */
export interface OccurrenceKey {
  slotId: string;
  originalStart: LocalTime;
}

export function formatOccurrenceId({ slotId, originalStart }: OccurrenceKey): string {
  return `${slotId}_${originalStart.replaceAll(/[-:]/g, '')}`;
}

const SHAPE = /^([^_]+)_(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})$/;

/** Null when `id` is not an occurrence id at all; whether it names one is another question. */
export function parseOccurrenceId(id: string): OccurrenceKey | null {
  const match = SHAPE.exec(id);
  if (!match) return null;
  const [, slotId, year, month, day, hour, minute] = match;
  const originalStart = `${year}-${month}-${day}T${hour}:${minute}`;
  // One spelling per occurrence: the id is compared as text.
  return isId(slotId) && slotId === slotId.toLowerCase() && isLocalTime(originalStart)
    ? { slotId, originalStart }
    : null;
}

import { DomainError, durationMillis, type LocalTime } from '#kernel';
import { parseRecurrence, type Recurrence, type RecurrenceInput } from '#recurrence';
import type { Format, Stage } from './purpose.js';

export type MediaKind = 'image' | 'video';
export const MEDIA_KINDS = ['image', 'video'] as const satisfies readonly MediaKind[];

/** What a post must bring to fill the slot. */
export interface SlotRequirements {
  media: readonly MediaKind[];
  poll: boolean;
  link: boolean;
}

/** A slot as it is sent; what is absent takes its default. Durations are ISO 8601. */
export interface SlotInput {
  title: string;
  format: Format;
  recurrence: RecurrenceInput;
  channelIds?: readonly string[];
  /** One of `OBJECTIVES`, or a brand's own. */
  objective?: string | null;
  stage?: Stage | null;
  pillar?: string | null;
  audience?: string | null;
  brief?: string | null;
  ownerId?: string | null;
  leadTimes?: readonly string[];
  lateWindow?: string;
  whenEmpty?: 'alert' | 'skip' | 'evergreen';
  requires?: Partial<SlotRequirements>;
  effortMinutes?: number | null;
  active?: boolean;
  externalId?: string | null;
}

/** A change of a slot. A new recurrence holds for all dates to come, or for those from `from` on. */
export interface SlotPatch extends Partial<SlotInput> {
  applyTo?: 'all' | 'following';
  /** Local time in the zone of the new recurrence; with `following` only. */
  from?: LocalTime;
}

/** The fields of a slot that are plain values, checked. */
export interface SlotFields {
  title: string;
  format: Format;
  objective: string | null;
  stage: Stage | null;
  pillar: string | null;
  audience: string | null;
  brief: string | null;
  ownerId: string | null;
  leadTimes: string[];
  lateWindow: string;
  whenEmpty: 'alert' | 'skip';
  requires: SlotRequirements;
  effortMinutes: number | null;
  active: boolean;
  externalId: string | null;
}

const DAY = 86_400_000;
export const MAX_LEAD_TIMES = 10;
/** Below the horizon of 90 days: every date stands in the database before it is to be told of. */
const MAX_LEAD_TIME = 84 * DAY;
const MIN_LEAD_TIME = 60_000;
const MAX_LATE_WINDOW = 31 * DAY;

/** All plain fields of a new slot. `lateWindow`: the brand's default. */
export function newFields(input: SlotInput, lateWindow: string): SlotFields {
  const defaults = {
    objective: null,
    stage: null,
    pillar: null,
    audience: null,
    brief: null,
    ownerId: null,
    leadTimes: ['P1D'],
    lateWindow,
    whenEmpty: 'alert',
    requires: { media: [], poll: false, link: false },
    effortMinutes: null,
    active: true,
    externalId: null,
  } as const;
  return { ...defaults, title: input.title, format: input.format, ...changedFields(input) } as SlotFields;
}

/** The plain fields that `patch` sets, checked; those it leaves out are absent. */
export function changedFields(patch: SlotPatch): Partial<SlotFields> {
  const {
    recurrence: _r,
    channelIds: _c,
    applyTo: _a,
    from: _f,
    leadTimes,
    lateWindow,
    whenEmpty,
    requires,
    ...plain
  } = patch;
  return defined({
    ...plain,
    leadTimes: leadTimes && checkLeadTimes(leadTimes),
    lateWindow: lateWindow === undefined ? undefined : checkDuration(lateWindow, MAX_LATE_WINDOW, '/lateWindow'),
    whenEmpty: whenEmpty && checkWhenEmpty(whenEmpty),
    requires: requires && { media: requires.media ?? [], poll: requires.poll ?? false, link: requires.link ?? false },
  });
}

/** The recurrence, checked; null when the patch leaves it alone. */
export function changedRecurrence(patch: SlotPatch): Recurrence | null {
  if (patch.recurrence) {
    if (patch.applyTo === 'following' && !patch.from) throw DomainError.at('/from', 'field.required');
    return parseRecurrence(patch.recurrence);
  }
  if (patch.applyTo ?? patch.from) throw DomainError.at('/recurrence', 'field.required');
  return null;
}

function checkLeadTimes(leadTimes: readonly string[]): string[] {
  if (leadTimes.length > MAX_LEAD_TIMES)
    throw DomainError.at('/leadTimes', 'field.invalid', { reason: `${leadTimes.length} > ${MAX_LEAD_TIMES}` });
  return [...new Set(leadTimes.map((time, index) => checkLeadTime(time, `/leadTimes/${index}`)))];
}

function checkLeadTime(value: string, pointer: string): string {
  return checkDuration(value, MAX_LEAD_TIME, pointer, MIN_LEAD_TIME);
}

function checkDuration(value: string, max: number, pointer: string, min = 0): string {
  const millis = durationMillis(value);
  if (millis === null) throw DomainError.at(pointer, 'field.duration_invalid');
  if (millis < min) throw DomainError.at(pointer, 'field.invalid', { reason: `< PT${min / 1000}S` });
  if (millis > max) throw DomainError.at(pointer, 'field.invalid', { reason: `> P${max / DAY}D` });
  return value;
}

function checkWhenEmpty(whenEmpty: 'alert' | 'skip' | 'evergreen'): 'alert' | 'skip' {
  if (whenEmpty === 'evergreen') throw DomainError.at('/whenEmpty', 'slot.evergreen_unsupported');
  return whenEmpty;
}

function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

import { type BrandScope, DomainError, isId } from '#kernel';
import { decodeCursor, sqlRows, type Tx } from '#persistence';
import { type OccurrenceService, type OccurrenceView, parseOccurrenceId } from '#slots';
import { type CalendarFilter, filterValues, occurrenceEntries, postEntries, showsOpen } from './calendar-entries.js';

/** A place in the calendar's order: by start, dates before posts, then by id. */
export interface CalendarPlace {
  startsAt: Date;
  kind: 'occurrence' | 'post';
  id: string;
}

/** An entry before it is shown. */
export interface FoundEntry extends CalendarPlace {
  postId: string | null;
  /** A date that has no row. */
  virtual: OccurrenceView | null;
}

/** The first `count` entries after a place: one query, one more where no date is virtual, three where some are. */
export async function findEntries(
  tx: Tx,
  scope: BrandScope,
  occurrences: OccurrenceService,
  filter: CalendarFilter,
  place: CalendarPlace | null,
  count: number,
): Promise<FoundEntry[]> {
  const after = place && place.startsAt >= filter.from ? place : null;
  const from = after?.startsAt ?? filter.from;
  if (from >= filter.to) return [];
  const ahead = { ...filter, from };
  const rows = await standingEntries(tx, scope, ahead, after, count);
  const last = rows.length === count ? rows.at(-1) : undefined;
  const until = last ? new Date(last.startsAt.getTime() + 1) : filter.to;
  const virtual = showsOpen(filter)
    ? await occurrences.virtual(tx, scope, slotsOf(filter), from, until, count + 1)
    : [];
  return [...rows, ...virtual.map(ofVirtual).filter((entry) => !after || compare(entry, after) > 0)]
    .sort(compare)
    .slice(0, count);
}

/** Which slots give virtual dates that pass the filter. */
export function slotsOf({ brandIds, channelIds }: CalendarFilter): {
  brandIds?: readonly string[];
  channelIds?: readonly string[];
} {
  return { ...(brandIds?.length && { brandIds }), ...(channelIds?.length && { channelIds }) };
}

/** Each kind is cut to what the page can take before both are merged: a page costs its own size. */
async function standingEntries(
  tx: Tx,
  scope: BrandScope,
  filter: CalendarFilter,
  after: CalendarPlace | null,
  count: number,
): Promise<FoundEntry[]> {
  const rows = await sqlRows<Omit<FoundEntry, 'virtual'>>(
    tx,
    `select kind, id, starts_at as "startsAt", post_id as "postId"
     from ((${occurrenceEntries(beyond('occurrence', after))} order by occurrence.starts_at, occurrence.id collate "C" limit $8)
       union all (${postEntries(beyond('post', after))} order by post.scheduled_at, post.id limit $8)) as entry
     order by starts_at, kind, id collate "C" limit $8`,
    [...filterValues(scope, filter), count, ...(after ? [after.startsAt, after.id] : [])],
  );
  return rows.map((row) => ({ ...row, virtual: null }));
}

/** $9 and $10: the place. A kind's rows at the very instant are behind, ahead, or to be told apart by id. */
function beyond(kind: CalendarPlace['kind'], after: CalendarPlace | null): string {
  if (!after) return 'true';
  const [start, id] =
    kind === 'occurrence' ? ['occurrence.starts_at', 'occurrence.id collate "C"'] : ['post.scheduled_at', 'post.id'];
  if (after.kind === kind) return `(${start}, ${id}) > ($9, ${kind === 'post' ? '$10::uuid' : '$10'})`;
  // Named, so that both parameters have a type whichever branch uses them.
  return `${start} ${kind === 'post' ? '>=' : '>'} $9 and $10::text is not null`;
}

function ofVirtual(virtual: OccurrenceView): FoundEntry {
  return { startsAt: new Date(virtual.startsAt), kind: 'occurrence', id: virtual.id, postId: null, virtual };
}

function compare(a: CalendarPlace, b: CalendarPlace): number {
  const difference = a.startsAt.getTime() - b.startsAt.getTime();
  if (difference !== 0) return difference;
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

export function placeValues({ startsAt, kind, id }: CalendarPlace): string[] {
  return [startsAt.toISOString(), kind, id];
}

/** @throws DomainError `request.cursor_invalid` */
export function readPlace(cursor: string): CalendarPlace {
  const [start, kind, id] = decodeCursor(cursor, 3) as [string, string, string];
  const startsAt = new Date(start);
  if (!Number.isNaN(startsAt.getTime())) {
    if (kind === 'occurrence' && parseOccurrenceId(id)) return { startsAt, kind, id };
    if (kind === 'post' && isId(id)) return { startsAt, kind, id };
  }
  throw DomainError.at('?cursor', 'request.cursor_invalid');
}

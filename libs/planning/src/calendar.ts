import { Injectable } from '@nestjs/common';
import { type BrandScope, DomainError, type LocalTime, toLocalTime, type Zone } from '#kernel';
import { decodeCursor, type Page, type PageRequest, sqlRows, toPage, type Tx } from '#persistence';
import { type PostRecord, PostService, postsInWindow, type PostState, type PostView } from '#posts';
import { OccurrenceService, type OccurrenceState, type OccurrenceView } from '#slots';

export type CalendarState = OccurrenceState | PostState;

/** One thing in the calendar: a date of a slot, with its post if it has one, or a post with a time of its own. */
export interface CalendarEntryView {
  kind: 'occurrence' | 'post';
  occurrence: OccurrenceView | null;
  post: PostView | null;
  /** RFC 3339, UTC */
  startsAt: string;
  /** `startsAt` on the wall clock of `timezone`. */
  localTime: LocalTime;
  timezone: Zone;
  /** The post's, where there is one. */
  state: CalendarState;
}

export interface CalendarQuery {
  /** Half-open, at most 400 days. */
  from: Date;
  to: Date;
  brandIds?: readonly string[];
  /** Of the post, or of the slot while a date is empty. */
  channelIds?: readonly string[];
  /** The entry's state or its occurrence's. Cancelled posts are shown only when asked for. */
  states?: readonly CalendarState[];
  /** In which everything is told; absent: each in its own. */
  timezone?: Zone;
}

/** An entry before it is shown. */
interface Entry {
  occurrence: OccurrenceView | null;
  post: PostRecord | null;
  startsAt: Date;
  timezone: Zone;
  state: CalendarState;
  /** Sorts what starts together. */
  key: string;
}

const MAX_DAYS = 400;
const DAY = 86_400_000;

/** Everything that is planned, across brands: what people look at first. */
@Injectable()
export class Calendar {
  constructor(
    private readonly occurrences: OccurrenceService,
    private readonly posts: PostService,
  ) {}

  /** By start. A handful of queries, however many entries. @throws DomainError `request.range_invalid` */
  async read(tx: Tx, scope: BrandScope, query: CalendarQuery, page: PageRequest): Promise<Page<CalendarEntryView>> {
    checkWindow(query);
    const after = page.cursor ? readCursor(page.cursor) : null;
    const from = after && after.startsAt > query.from ? after.startsAt : query.from;
    if (from >= query.to) return { data: [], nextCursor: null };
    const entries = await this.entries(tx, scope, { ...query, from });
    const wanted = await this.wanted(tx, entries, query);
    const ahead = wanted.filter((entry) => !after || compare(entry, after) > 0).sort(compare);
    const { data, nextCursor } = toPage(ahead.slice(0, page.limit + 1), page.limit, (entry) => [
      entry.startsAt.toISOString(),
      entry.key,
    ]);
    return { data: await this.show(tx, scope, data, query.timezone), nextCursor };
  }

  private async entries(tx: Tx, scope: BrandScope, { from, to, brandIds }: CalendarQuery): Promise<Entry[]> {
    const filter = brandIds?.length ? { brandIds } : {};
    const occurrences = await this.occurrences.inWindow(tx, scope, filter, from, to);
    const filled = occurrences.filter(({ postId }) => postId !== null).map(({ id }) => id);
    const posts = await postsInWindow(tx, scope, { from, to, occurrenceIds: filled, ...filter });
    const byOccurrence = new Map(posts.map((post) => [post.occurrenceId, post]));
    const loose = posts.filter(({ occurrenceId }) => occurrenceId === null);
    return [
      ...occurrences.map((occurrence) => ofOccurrence(occurrence, byOccurrence.get(occurrence.id) ?? null)),
      ...loose.flatMap(ofPost),
    ];
  }

  private async wanted(tx: Tx, entries: readonly Entry[], query: CalendarQuery): Promise<Entry[]> {
    const { channelIds, states } = query;
    const slots = channelIds?.length ? await slotsOnChannels(tx, channelIds) : null;
    return entries.filter(
      (entry) =>
        (states?.length ? hasState(entry, states) : entry.state !== 'cancelled') &&
        (!slots || isOnChannel(entry, channelIds ?? [], slots)),
    );
  }

  private async show(
    tx: Tx,
    scope: BrandScope,
    entries: readonly Entry[],
    timezone: Zone | undefined,
  ): Promise<CalendarEntryView[]> {
    const posts = await this.posts.views(
      tx,
      scope,
      entries.flatMap(({ post }) => post ?? []),
    );
    const byId = new Map(posts.map((post) => [post.id, post]));
    return entries.map((entry) => toView(entry, entry.post && (byId.get(entry.post.id) ?? null), timezone));
  }
}

function checkWindow({ from, to }: CalendarQuery): void {
  const days = (to.getTime() - from.getTime()) / DAY;
  if (!(days > 0 && days <= MAX_DAYS)) throw DomainError.at('?to', 'request.range_invalid', { maxDays: MAX_DAYS });
}

function readCursor(cursor: string): Pick<Entry, 'startsAt' | 'key'> {
  const [startsAt, key] = decodeCursor(cursor, 2) as [string, string];
  const instant = new Date(startsAt);
  if (Number.isNaN(instant.getTime())) throw DomainError.at('?cursor', 'request.cursor_invalid');
  return { startsAt: instant, key };
}

function compare(a: Pick<Entry, 'startsAt' | 'key'>, b: Pick<Entry, 'startsAt' | 'key'>): number {
  const difference = a.startsAt.getTime() - b.startsAt.getTime();
  if (difference !== 0) return difference;
  return a.key < b.key ? -1 : Number(a.key > b.key);
}

function ofOccurrence(occurrence: OccurrenceView, post: PostRecord | null): Entry {
  const { id, startsAt, timezone, state } = occurrence;
  return {
    occurrence,
    post,
    startsAt: new Date(startsAt),
    timezone,
    state: post?.state ?? state,
    key: `occurrence:${id}`,
  };
}

function ofPost(post: PostRecord): Entry[] {
  const { dueAt, timezone, state } = post;
  return dueAt ? [{ occurrence: null, post, startsAt: dueAt, timezone, state, key: `post:${post.id}` }] : [];
}

function hasState(entry: Entry, states: readonly CalendarState[]): boolean {
  return states.includes(entry.state) || (entry.occurrence !== null && states.includes(entry.occurrence.state));
}

function isOnChannel({ post, occurrence }: Entry, channelIds: readonly string[], slots: ReadonlySet<string>): boolean {
  if (post) return post.channelIds.some((id) => channelIds.includes(id));
  return occurrence !== null && slots.has(occurrence.slotId);
}

/** Whatever slots those channels have; entries were read within the caller's scope. */
async function slotsOnChannels(tx: Tx, channelIds: readonly string[]): Promise<Set<string>> {
  const rows = await sqlRows<{ slotId: string }>(
    tx,
    'select distinct slot_id as "slotId" from slot_channel where channel_id = any($1)',
    [channelIds],
  );
  return new Set(rows.map(({ slotId }) => slotId));
}

function toView(entry: Entry, post: PostView | null, zone: Zone | undefined): CalendarEntryView {
  const { occurrence, startsAt, state } = entry;
  const timezone = zone ?? entry.timezone;
  return {
    kind: occurrence ? 'occurrence' : 'post',
    occurrence,
    post,
    startsAt: startsAt.toISOString(),
    localTime: toLocalTime(startsAt, timezone),
    timezone,
    state,
  };
}

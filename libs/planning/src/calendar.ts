import { Injectable } from '@nestjs/common';
import { type BrandScope, type LocalTime, toLocalTime, type Zone } from '#kernel';
import { type Page, type PageRequest, toPage, type Tx } from '#persistence';
import { postsById, PostService, type PostView } from '#posts';
import { OccurrenceService, type OccurrenceView } from '#slots';
import { type CalendarFilter, type CalendarState, checkWindow } from './calendar-entries.js';
import { findEntries, type FoundEntry, placeValues, readPlace } from './calendar-page.js';

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

export interface CalendarQuery extends CalendarFilter {
  /** In which everything is told; absent: each in its own. */
  timezone?: Zone;
}

/** Everything that is planned, across brands: what people look at first. */
@Injectable()
export class Calendar {
  constructor(
    private readonly occurrences: OccurrenceService,
    private readonly posts: PostService,
  ) {}

  /**
   * By start. A page costs its own size, not the window's, and ten queries.
   * @throws DomainError `request.range_invalid`, `request.cursor_invalid`
   */
  async read(tx: Tx, scope: BrandScope, query: CalendarQuery, page: PageRequest): Promise<Page<CalendarEntryView>> {
    checkWindow(query);
    const after = page.cursor ? readPlace(page.cursor) : null;
    const found = await findEntries(tx, scope, this.occurrences, query, after, page.limit + 1);
    const { data, nextCursor } = toPage(found, page.limit, placeValues);
    return { data: await this.show(tx, scope, data, query.timezone), nextCursor };
  }

  private async show(
    tx: Tx,
    scope: BrandScope,
    found: readonly FoundEntry[],
    timezone: Zone | undefined,
  ): Promise<CalendarEntryView[]> {
    const rows = found.filter(({ kind, virtual }) => kind === 'occurrence' && !virtual).map(({ id }) => id);
    const occurrences = await this.occurrences.byId(tx, scope, rows);
    const records = await postsById(
      tx,
      scope,
      found.flatMap(({ postId }) => postId ?? []),
    );
    const posts = new Map((await this.posts.views(tx, scope, records)).map((post) => [post.id, post]));
    return found.flatMap((entry) => {
      const occurrence = entry.virtual ?? occurrences.get(entry.id) ?? null;
      const post = entry.postId === null ? null : (posts.get(entry.postId) ?? null);
      return toView(entry, occurrence, post, timezone);
    });
  }
}

/** Nothing where the entry went away while the page was being read. */
function toView(
  { kind, startsAt }: FoundEntry,
  occurrence: OccurrenceView | null,
  post: PostView | null,
  zone: Zone | undefined,
): CalendarEntryView[] {
  const shown = kind === 'occurrence' ? occurrence : post;
  if (!shown) return [];
  const timezone = zone ?? shown.timezone;
  const state = post?.state ?? shown.state;
  const localTime = toLocalTime(startsAt, timezone);
  return [{ kind, occurrence, post, startsAt: startsAt.toISOString(), localTime, timezone, state }];
}

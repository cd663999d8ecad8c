import { type BrandScope, DomainError } from '#kernel';
import type { PostState } from '#posts';
import type { OccurrenceState } from '#slots';

export type CalendarState = OccurrenceState | PostState;

/** What of the calendar is looked at. */
export interface CalendarFilter {
  /** Half-open, at most 400 days. */
  from: Date;
  to: Date;
  brandIds?: readonly string[];
  /** Of the post, or of the slot while a date is empty. */
  channelIds?: readonly string[];
  /** The entry's state or its occurrence's. Cancelled posts are shown only when asked for. */
  states?: readonly CalendarState[];
}

const MAX_DAYS = 400;
const DAY = 86_400_000;

/** @throws DomainError `request.range_invalid` */
export function checkWindow({ from, to }: Pick<CalendarFilter, 'from' | 'to'>): void {
  const days = (to.getTime() - from.getTime()) / DAY;
  if (!(days > 0 && days <= MAX_DAYS)) throw DomainError.at('?to', 'request.range_invalid', { maxDays: MAX_DAYS });
}

/** Values of the parameters $1 to $7 of the selects below. */
export function filterValues(scope: BrandScope, filter: CalendarFilter): unknown[] {
  const { from, to } = filter;
  const someOf = (list: readonly string[] | undefined) => (list?.length ? list : null);
  const brands = scope.brands === 'all' ? null : scope.brands;
  return [scope.agencyId, brands, from, to, someOf(filter.brandIds), someOf(filter.channelIds), someOf(filter.states)];
}

// Null parameters fold away when the statement is planned: it is sent unnamed, with its values.
const within = (table: string): string => `${table}.agency_id = $1
  and ($2::uuid[] is null or ${table}.brand_id = any($2)) and ($5::uuid[] is null or ${table}.brand_id = any($5))`;
const isLive = (post: string): string => `${post}.archived_at is null and ${post}.state <> 'cancelled'`;
const onPost = (post: string): string =>
  `exists (select from post_channel as link where link.post_id = ${post}.id and link.channel_id = any($6))`;
const onSlot = `exists (select from slot_channel as link where link.slot_id = occurrence.slot_id and link.channel_id = any($6))`;
/** A date goes where its post does, and while it is empty where its slot does. */
const onChannel = `coalesce((select ${onPost('filling')} from post as filling
  where filling.occurrence_id = occurrence.id and ${isLive('filling')}), ${onSlot})`;

/** Dates that stand in the database, as conditions on `occurrence`; none of a deleted brand. Of any state: $7 only gets its type here. */
export const standingDates = `${within('occurrence')} and occurrence.starts_at >= $3 and occurrence.starts_at < $4
  and exists (select from brand where brand.id = occurrence.brand_id and brand.archived_at is null)
  and ($6::uuid[] is null or ${onChannel}) and ($7::text[] is null or true)`;

/** The same as entries, each with its live post if it has one. `extra`: further conditions, on `occurrence`. */
export const occurrenceEntries = (extra = 'true'): string => `
  select 'occurrence' as kind, occurrence.id, occurrence.brand_id, occurrence.starts_at,
    coalesce(post.state, occurrence.state) as state, post.id as post_id
  from occurrence left join post on post.occurrence_id = occurrence.id and ${isLive('post')}
  where ${standingDates} and ($7::text[] is null or occurrence.state = any($7) or post.state = any($7)) and ${extra}`;

/** Posts with a time of their own. `extra`: further conditions, on `post`. */
export const postEntries = (extra = 'true'): string => `
  select 'post' as kind, post.id::text, post.brand_id, post.scheduled_at as starts_at, post.state, post.id as post_id
  from post
  where ${within('post')} and post.occurrence_id is null and post.archived_at is null
    and post.scheduled_at >= $3 and post.scheduled_at < $4
    and case when $7::text[] is null then post.state <> 'cancelled' else post.state = any($7) end
    and ($6::uuid[] is null or ${onPost('post')})
    and ${extra}`;

/** Whether dates without a row, which are open, pass the filter of states. */
export function showsOpen({ states }: Pick<CalendarFilter, 'states'>): boolean {
  return !states?.length || states.includes('open');
}

import type { CompiledCharter, Facts, RecentPost } from '#charter';
import { preparedRows, type Tx } from '#persistence';
import type { PostHashes } from '../post-hashes.js';
import type { PostSnapshot } from '../post-snapshot.js';
import type { StandingWaiver } from './review-post.js';
import type { ReviewChannel } from './subjects-of.js';

/** A post with all that a review of it needs, but for the charter and the calendar. */
export interface Reviewable {
  id: string;
  agencyId: string;
  brandId: string;
  /** Its current version. */
  snapshot: PostSnapshot;
  hashes: PostHashes;
  channels: ReviewChannel[];
  /** Not revoked; some may have expired. */
  waivers: StandingWaiver[];
  /** Null without a date. */
  dueAt: Date | null;
}

interface Row extends Omit<Reviewable, 'hashes' | 'waivers'>, PostHashes {
  waivers: (Omit<StandingWaiver, 'expiresAt'> & { expiresAt: string })[];
}

const STANDING = 'w.revoked_at is null and w.replaced_by is null';

/** One query for any number of posts that the caller has locked or read within their scope; gone ones are absent. */
export async function readReviewables(tx: Tx, postIds: readonly string[]): Promise<Reviewable[]> {
  const rows = await preparedRows<Row>(
    tx,
    `select post.id, post.agency_id as "agencyId", post.brand_id as "brandId", v.snapshot,
       post.content_hash as "contentHash", post.review_hash as "reviewHash",
       coalesce(occurrence.starts_at, post.scheduled_at) as "dueAt",
       coalesce((select json_agg(json_build_object('id', channel.id, 'networkId', channel.network_id) order by pc.position)
         from post_channel as pc join channel on channel.id = pc.channel_id where pc.post_id = post.id), '[]') as channels,
       coalesce((select json_agg(json_build_object('id', w.id, 'articleId', w.article_id, 'fingerprint', w.fingerprint,
         'expiresAt', w.expires_at)) from waiver as w where w.post_id = post.id and ${STANDING}), '[]') as waivers
     from post join post_version as v on v.id = post.current_version_id
     left join occurrence on occurrence.id = post.occurrence_id
     where post.id = any($1) and post.archived_at is null order by post.id`,
    [postIds],
  );
  return rows.map(({ contentHash, reviewHash, waivers, ...row }) => ({
    ...row,
    hashes: { contentHash, reviewHash },
    waivers: waivers.map((waiver) => ({ ...waiver, expiresAt: new Date(waiver.expiresAt) })),
  }));
}

/** Whether some article cannot be checked without knowing what else the brand publishes. */
export function needsCalendar({ articles }: CompiledCharter): boolean {
  return articles.some(({ rule }) => rule.meta.needs?.includes('calendar'));
}

/** What has gone out, or will for all that is decided; drafts and what failed are no part of the calendar. */
const LIVE = `post.archived_at is null
  and post.state in ('in_review', 'approved', 'scheduled', 'publishing', 'published', 'partially_published', 'held')`;
const RECENT = 50;

/** One row: the posts before each wanted one, by id, and each of those once, for many have the same before them. */
interface CalendarRow {
  calendars: [id: string, before: string[]][] | null;
  posts: (Omit<RecentPost, 'at'> & { id: string; at: string })[] | null;
}

/**
 * What comes before posts in their brands' calendars, latest first, at most 50 each: one query for any number. A post
 * without a date has none, whichever way the rules that need one are set.
 */
export async function calendarsOf(
  tx: Tx,
  posts: readonly Pick<Reviewable, 'id' | 'brandId' | 'dueAt'>[],
): Promise<Map<string, NonNullable<Facts['calendar']>>> {
  const dated = posts.flatMap(({ id, brandId, dueAt }) => (dueAt ? [{ id, brandId, at: dueAt }] : []));
  if (dated.length === 0) return new Map();
  const [row] = await preparedRows<CalendarRow>(tx, CALENDAR, [JSON.stringify(dated)]);
  const known = new Map(
    (row!.posts ?? []).map(({ id, ...post }) => [id, { ...post, at: new Date(post.at).getTime() }]),
  );
  const before = new Map(row!.calendars ?? []);
  return new Map(
    dated.map(({ id, at }) => [
      id,
      { at: at.getTime(), recent: (before.get(id) ?? []).map((other) => known.get(other)!) },
    ]),
  );
}

/** By date of its own and by that of the occurrence, each from its index. */
const CALENDAR = `
  with latest as materialized (
    select wanted.id, planned.* from jsonb_to_recordset($1::jsonb) as wanted (id uuid, "brandId" uuid, at timestamptz)
    cross join lateral (
      select * from (
        (select post.id as post_id, post.scheduled_at as at from post
         where post.brand_id = wanted."brandId" and post.scheduled_at < wanted.at and post.occurrence_id is null
           and post.id <> wanted.id and ${LIVE}
         order by post.scheduled_at desc, post.id desc limit ${RECENT})
        union all
        (select post.id, occurrence.starts_at from occurrence join post on post.occurrence_id = occurrence.id
         where occurrence.brand_id = wanted."brandId" and occurrence.starts_at < wanted.at and post.id <> wanted.id and ${LIVE}
         order by occurrence.starts_at desc, post.id desc limit ${RECENT})
      ) as either order by at desc, post_id desc limit ${RECENT}
    ) as planned
  )
  select
    (select json_agg(json_build_array(id, before)) from (
      select id, json_agg(post_id order by at desc, post_id desc) as before from latest group by id) as each) as calendars,
    (select json_agg(json_build_object('id', post.id, 'text', post.content ->> 'text', 'at', seen.at, 'pillar', post.pillar,
        'objective', post.objective))
      from (select distinct post_id, at from latest) as seen join post on post.id = seen.post_id) as posts`;

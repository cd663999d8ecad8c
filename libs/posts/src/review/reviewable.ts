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
  const rows = await preparedRows<{ id: string; recent: (Omit<RecentPost, 'at'> & { at: string })[] }>(tx, CALENDAR, [
    JSON.stringify(dated),
  ]);
  const recent = new Map(rows.map((row) => [row.id, row.recent]));
  return new Map(
    dated.map(({ id, at }) => [
      id,
      {
        at: at.getTime(),
        recent: (recent.get(id) ?? []).map((post) => ({ ...post, at: new Date(post.at).getTime() })),
      },
    ]),
  );
}

/** By date of its own and by that of the occurrence, each from its index. */
const CALENDAR = `
  select wanted.id, (
    select json_agg(json_build_object('text', text, 'at', at, 'pillar', pillar, 'objective', objective) order by at desc)
    from (
      select * from (
        (select post.content ->> 'text' as text, post.scheduled_at as at, post.pillar, post.objective from post
         where post.brand_id = wanted."brandId" and post.scheduled_at < wanted.at and post.occurrence_id is null
           and post.id <> wanted.id and ${LIVE}
         order by post.scheduled_at desc limit ${RECENT})
        union all
        (select post.content ->> 'text', occurrence.starts_at, post.pillar, post.objective
         from occurrence join post on post.occurrence_id = occurrence.id
         where occurrence.brand_id = wanted."brandId" and occurrence.starts_at < wanted.at and post.id <> wanted.id and ${LIVE}
         order by occurrence.starts_at desc limit ${RECENT})
      ) as planned order by at desc limit ${RECENT}
    ) as latest
  ) as recent
  from jsonb_to_recordset($1::jsonb) as wanted (id uuid, "brandId" uuid, at timestamptz)`;

/**
 * The first page of an agency's calendar as one statement by hand, with all that the read model's page shows of each
 * entry: the date, its slot and rule, the post, its channels and its publications. $1 agency, $2 from, $3 to, $4 limit.
 */
export const ONE_PAGE = `
  with entry as materialized (
    select * from (
      (select 'occurrence' as kind, occurrence.id, occurrence.starts_at, post.id as post_id
       from occurrence left join post on post.occurrence_id = occurrence.id and post.archived_at is null and post.state <> 'cancelled'
       where occurrence.agency_id = $1 and occurrence.starts_at >= $2 and occurrence.starts_at < $3
       order by occurrence.starts_at, occurrence.id collate "C" limit $4)
      union all
      (select 'post', post.id::text, post.scheduled_at, post.id from post
       where post.agency_id = $1 and post.occurrence_id is null and post.archived_at is null and post.state <> 'cancelled'
         and post.scheduled_at >= $2 and post.scheduled_at < $3
       order by post.scheduled_at, post.id limit $4)
    ) as both_kinds order by starts_at, kind, id collate "C" limit $4
  )
  select entry.kind, entry.id, entry.starts_at, to_jsonb(occurrence) as occurrence, to_jsonb(slot) as slot, to_jsonb(post) as post,
    (select json_agg(revision.recurrence order by revision.id) from slot_revision as revision where revision.slot_id = slot.id) as recurrences,
    (select array_agg(link.channel_id order by link.position) from post_channel as link where link.post_id = post.id) as channels,
    (select json_agg(publication) from publication where publication.post_id = post.id) as publications
  from entry
  left join occurrence on occurrence.id = entry.id and entry.kind = 'occurrence'
  left join slot on slot.id = occurrence.slot_id
  left join post on post.id = entry.post_id
  order by entry.starts_at, entry.kind, entry.id collate "C"`;

/** Kilobytes as JSON. */
export function pageSize(page: unknown): number {
  return Math.round(Buffer.byteLength(JSON.stringify(page)) / 1024);
}

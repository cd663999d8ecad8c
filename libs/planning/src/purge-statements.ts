/** Agencies need to know which of their own keys and members did it; guests are people outside. */
const nameless = (actor: string): string =>
  `case when ${actor} ->> 'kind' = 'guest' then jsonb_set(${actor}, '{label}', '""') else ${actor} end`;

/** An id on a network names an account; its hash still shows whether a given post is the one that was sent. */
const hashed = (column: string): string =>
  `case when ${column} is null or ${column} like 'sha256:%' then ${column}
    else 'sha256:' || encode(sha256(convert_to(${column}, 'UTF8')), 'hex') end`;

const PUBLICATIONS = '(select id from publication where post_id = any($1))';
const NO_CONTENT = `'{"text":"","link":null,"mediaIds":[],"poll":null,"thread":[],"firstComment":null}'`;

/** Of the posts $1. */
export const ERASE_POSTS = [
  `update post_version set snapshot = '{}', actor = ${nameless('actor')} where post_id = any($1)`,
  `update post_transition set reason = null, actor = ${nameless('actor')} where post_id = any($1)`,
  `update blackout_override set reason = '', actor = ${nameless('actor')} where post_id = any($1)`,
  `update post_review set findings = '[]', axes = null where post_id = any($1)`,
  `update post_review_entry set findings = '[]' where post_id = any($1)`,
  `update waiver set evidence = '', reason = '', created_by = ${nameless('created_by')}, revoked_by = ${nameless('revoked_by')}
   where post_id = any($1)`,
  `update review_clearance set actor = ${nameless('actor')} where post_id = any($1)`,
  `update attempt set detail = null where publication_id in ${PUBLICATIONS}`,
  `update publication_unit set adapter_state = null, remote_url = null, remote_id = ${hashed('remote_id')}
   where publication_id in ${PUBLICATIONS}`,
  `update publication set detail = null, proposal = null, finding = null, remote_url = null, remote_id = ${hashed('remote_id')} where post_id = any($1)`,
  `update post set title = null, content = ${NO_CONTENT}, variants = '{}', pillar = null, audience = null, labels = '{}',
     external_id = null, created_by = ${nameless('created_by')} where id = any($1)`,
] as const;

/** The next events after position $3 of the brand $2 of the agency $1, at most $4. */
export const ERASE_EVENTS = `
  update outbox_event set data = '{"purged":true}', actor = ${nameless('actor')}
  where id in (
    select id from outbox_event where agency_id = $1 and brand_id = $2 and position > $3 order by position limit $4)
  returning position`;

/** Of the brand $1: all that there is little of. */
export const ERASE_REST = [
  `update slot set title = '', brief = null, pillar = null, audience = null, external_id = null where brand_id = $1`,
  'update occurrence set note = null, blackout = null where brand_id = $1 and (note is not null or blackout is not null)',
  `update blackout set title = '' where brand_id = $1`,
  `update channel set display_name = '', credentials = null, session = null, account_id = null, public_settings = '{}', audience_note = null, health_reason = null
   where brand_id = $1`,
  'delete from feed_entry where brand_id = $1',
  `update pause set reason = '', pillar = null where brand_id = $1`,
  'delete from charter_version using charter where charter_id = charter.id and charter.brand_id = $1 and activated_at is null',
  `update charter_version set source = '{}', resolved = null, note = null, impact = null,
     created_by = ${nameless('created_by')}, activated_by = ${nameless('activated_by')}
   from charter where charter_id = charter.id and charter.brand_id = $1`,
  `update brand set name = '', slug = id::text, external_id = null where id = $1`,
] as const;

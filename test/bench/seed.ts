/** One statement as a superuser or the tables' owner, on always the same connection. */
export type Sql = <T extends object>(text: string, values?: unknown[]) => Promise<T[]>;

export const ACTOR = `'{"kind": "system", "id": null, "label": "Bench"}'::jsonb`;
const SETTINGS = `'{"approval": "none", "defaults": {"lateWindow": "PT2H"}}'::jsonb`;

export async function seedAgency(sql: Sql, now: Date): Promise<string> {
  const [agency] = await sql<{ id: string }>(
    `insert into agency (id, name, created_at) values (uuidv7(), 'Bench', $1) returning id`,
    [now],
  );
  return agency!.id;
}

export interface BrandSeed {
  agencyId: string;
  brands: number;
  channelsEach: number;
  networkId: string;
  now: Date;
}

/** Brands with their channels; answers the brands' ids. */
export async function seedBrands(sql: Sql, seed: BrandSeed): Promise<string[]> {
  const brands = await sql<{ id: string }>(
    `insert into brand (id, agency_id, name, slug, timezone, languages, settings, created_by, created_at, updated_at)
     select id, $1, 'Marque ' || id, 'marque-' || id, 'Europe/Paris', '{fr}', ${SETTINGS}, ${ACTOR}, $3, $3
     from (select uuidv7() as id from generate_series(1, $2::int)) as made returning id`,
    [seed.agencyId, seed.brands, seed.now],
  );
  const ids = brands.map(({ id }) => id);
  await sql(
    `insert into channel (id, agency_id, brand_id, network_id, display_name, health, created_by, created_at, updated_at)
     select uuidv7(), agency_id, id, $2, 'Canal ' || n, 'ok', ${ACTOR}, $4, $4
     from brand cross join generate_series(1, $3::int) as n where id = any($1)`,
    [ids, seed.networkId, seed.channelsEach, seed.now],
  );
  return ids;
}

export interface PostSeed {
  brandIds: readonly string[];
  now: Date;
}

/** On every channel of the brands, `postsEach` posts of one channel each; the n-th is due `spacing` ms after the one before. */
export async function seedDue(
  sql: Sql,
  seed: PostSeed & { postsEach: number; dueAt: Date; spacing?: number },
): Promise<void> {
  await seedPosts(
    sql,
    `select agency_id, brand_id, array[id] as channel_ids, $3::timestamptz + (n - 1) * $4::float8 * interval '1 ms' as due_at
     from channel cross join generate_series(1, $5::int) as n where brand_id = any($2)`,
    [seed.now, seed.brandIds, seed.dueAt, seed.spacing ?? 0, seed.postsEach],
  );
}

/** Posts of four channels each, spread over the 90 days that begin tomorrow; brands need twenty channels. */
export async function seedFuture(sql: Sql, seed: PostSeed & { postsPerBrand: number }): Promise<void> {
  await seedPosts(
    sql,
    `select agency_id, brand_id, array_agg(id) as channel_ids, $1::timestamptz + interval '1 day' + n * interval '90 days' / $3::int as due_at
     from (select *, row_number() over (partition by brand_id order by id) as place from channel where brand_id = any($2)) as numbered
     cross join generate_series(1, $3::int) as n
     where (place + n) % 5 = 0 group by agency_id, brand_id, n`,
    [seed.now, seed.brandIds, seed.postsPerBrand],
  );
}

/** What a version holds, as libs/posts writes it. */
const SNAPSHOT = `jsonb_build_object(
  'title', null, 'format', 'tip', 'language', 'fr', 'sponsored', false, 'labels', '[]'::jsonb, 'occurrenceId', null,
  'content', content, 'variants', '{}'::jsonb, 'media', '{}'::jsonb, 'channelIds', to_jsonb(channel_ids),
  'purpose', '{"objective": "advice", "stage": "customer", "pillar": null, "audience": null}'::jsonb,
  'scheduledAt', to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;

const CONTENT = `jsonb_build_object('text', 'Le pain du jour, ' || due_at, 'link', null, 'mediaIds', '[]'::jsonb,
  'poll', null, 'thread', '[]'::jsonb, 'firstComment', null)`;

/** Scheduled posts with their version and publications. `source` gives (agency_id, brand_id, channel_ids, due_at); $1 is now. */
export async function seedPosts(sql: Sql, source: string, values: unknown[]): Promise<void> {
  await sql(
    `with planned as materialized (
       select uuidv7() as post_id, uuidv7() as version_id, ${CONTENT} as content, given.* from (${source}) as given
     ), posts as (
       insert into post (id, agency_id, brand_id, scheduled_at, content, variants, format, objective, stage, language, sponsored, labels,
         state, content_hash, review_hash, current_version_id, version, created_by, created_at, updated_at)
       select post_id, agency_id, brand_id, due_at, content, '{}', 'tip', 'advice', 'customer', 'fr', false, '{}',
         'scheduled', ${hash('content')}, ${hash('review')}, version_id, 2, ${ACTOR}, $1, $1 from planned
     ), versions as (
       insert into post_version (id, post_id, brand_id, number, snapshot, content_hash, actor, created_at)
       select version_id, post_id, brand_id, 1, ${SNAPSHOT}, ${hash('content')}, ${ACTOR}, $1 from planned
     ), targets as materialized (
       select planned.*, target.channel_id, target.position from planned, unnest(channel_ids) with ordinality as target (channel_id, position)
     ), linked as (
       insert into post_channel (post_id, channel_id, brand_id, position) select post_id, channel_id, brand_id, position from targets
     )
     insert into publication (id, agency_id, brand_id, post_id, channel_id, state, due_at, late_until, run_at, created_at, updated_at)
     select uuidv7(), agency_id, brand_id, post_id, channel_id, 'scheduled', due_at, due_at + interval '2 hours', due_at, $1, $1 from targets`,
    values,
  );
}

/** Of the right shape and distinct per post; nothing here compares it. */
function hash(salt: string): string {
  return `'v1:' || encode(sha256(convert_to('${salt}' || post_id, 'UTF8')), 'hex')`;
}

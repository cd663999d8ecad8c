import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tenancy, planning and the publish ledger. Brand-owned rows carry agency_id and brand_id with composite foreign
 * keys, so that no row can point into another brand.
 */
export class LayTheGround1795478400000 implements MigrationInterface {
  name = 'LayTheGround1795478400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TENANCY, ...PLANNING, ...LEDGER, ...ACCESS]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const role of ['marronnier_app', 'marronnier_scheduler']) {
      await queryRunner.query(`revoke all on all tables in schema public from ${role}`);
      await queryRunner.query(`revoke all on all sequences in schema public from ${role}`);
      await queryRunner.query(`revoke all on schema public from ${role}`);
    }
    await queryRunner.query(`revoke all on all tables in schema graphile_worker from marronnier_scheduler`);
    await queryRunner.query(`revoke all on all functions in schema graphile_worker from marronnier_scheduler`);
    await queryRunner.query(`revoke all on schema graphile_worker from marronnier_scheduler`);
    await queryRunner.query(`do $$ declare name text; begin
      for name in select tablename from pg_policies where schemaname = 'graphile_worker' and policyname = 'marronnier_scheduler' loop
        execute format('drop policy marronnier_scheduler on graphile_worker.%I', name);
      end loop;
    end $$`);
    for (const table of [...TABLES].reverse()) await queryRunner.query(`drop table ${table}`);
    await queryRunner.query('drop sequence outbox_position');
  }
}

const TABLES = [
  'installation',
  'agency',
  'member',
  'api_key',
  'brand',
  'api_key_brand',
  'channel',
  'media',
  'slot',
  'slot_channel',
  'slot_revision',
  'occurrence',
  'post',
  'post_channel',
  'post_version',
  'post_transition',
  'publication',
  'publication_unit',
  'attempt',
  'pause',
  'rate_bucket',
  'feed_entry',
  'outbox_event',
  'idempotency_key',
  'heartbeat',
];

const TENANCY = [
  `create table installation (
    id smallint primary key default 1 check (id = 1),
    created_at timestamptz(3) not null
  )`,
  `create table agency (
    id uuid primary key,
    name text not null,
    created_at timestamptz(3) not null
  )`,
  `create table member (
    id uuid primary key,
    agency_id uuid not null references agency,
    name text not null,
    email text not null,
    created_at timestamptz(3) not null,
    unique (agency_id, id)
  )`,
  `create unique index member_email on member (agency_id, lower(email))`,
  `create table api_key (
    id uuid primary key,
    agency_id uuid not null references agency,
    name text not null,
    -- SHA-256 of 256 random bits: nothing to stretch
    secret_hash bytea not null unique,
    hint text not null,
    scopes text[] not null,
    all_brands boolean not null,
    expires_at timestamptz(3),
    last_used_at timestamptz(3),
    revoked_at timestamptz(3),
    created_by jsonb not null,
    created_at timestamptz(3) not null,
    unique (agency_id, id)
  )`,
  `create table brand (
    id uuid primary key,
    agency_id uuid not null references agency,
    name text not null,
    slug text not null,
    timezone text not null,
    languages text[] not null,
    country text,
    settings jsonb not null,
    external_id text,
    version integer not null default 1,
    created_by jsonb not null,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    archived_at timestamptz(3),
    unique (agency_id, id)
  )`,
  // Public feeds are addressed by slug alone, so it is unique in the installation.
  `create unique index brand_slug on brand (slug) where archived_at is null`,
  `create unique index brand_external_id on brand (agency_id, external_id) where archived_at is null`,
  `create table api_key_brand (
    api_key_id uuid not null,
    agency_id uuid not null,
    brand_id uuid not null,
    primary key (api_key_id, brand_id),
    foreign key (agency_id, api_key_id) references api_key (agency_id, id) on delete cascade,
    foreign key (agency_id, brand_id) references brand (agency_id, id)
  )`,
  `create index api_key_brand_by_brand on api_key_brand (agency_id, brand_id)`,
  `create table channel (
    id uuid primary key,
    agency_id uuid not null,
    brand_id uuid not null,
    network_id text not null,
    display_name text not null,
    credentials text,
    public_settings jsonb not null default '{}',
    health text not null check (health in ('ok', 'reauthorize', 'degraded', 'disabled')),
    health_reason text,
    limits jsonb not null default '{}',
    audience_note text,
    version integer not null default 1,
    created_by jsonb not null,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    archived_at timestamptz(3),
    unique (brand_id, id),
    foreign key (agency_id, brand_id) references brand (agency_id, id)
  )`,
  `create index channel_by_brand on channel (agency_id, brand_id)`,
  `create table media (
    id uuid primary key,
    agency_id uuid not null,
    brand_id uuid not null,
    file_name text not null,
    mime_type text not null,
    bytes bigint not null,
    width integer,
    height integer,
    -- SHA-256, hexadecimal; the file is stored under it
    checksum text not null,
    alt_text text,
    version integer not null default 1,
    created_by jsonb not null,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    archived_at timestamptz(3),
    unique (brand_id, id),
    foreign key (agency_id, brand_id) references brand (agency_id, id)
  )`,
  `create index media_by_brand on media (agency_id, brand_id, id)`,
  `create index media_by_checksum on media (checksum)`,
];

const PLANNING = [
  `create table slot (
    id uuid primary key,
    agency_id uuid not null,
    brand_id uuid not null,
    title text not null,
    format text not null,
    objective text,
    stage text,
    pillar text,
    audience text,
    brief text,
    owner_id uuid,
    lead_times text[] not null,
    late_window text not null,
    when_empty text not null check (when_empty in ('alert', 'skip')),
    requires jsonb not null,
    effort_minutes integer,
    active boolean not null,
    external_id text,
    -- occurrences are materialised up to here
    horizon timestamptz(3),
    version integer not null default 1,
    created_by jsonb not null,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    archived_at timestamptz(3),
    unique (brand_id, id),
    foreign key (agency_id, brand_id) references brand (agency_id, id),
    foreign key (agency_id, owner_id) references member (agency_id, id)
  )`,
  `create unique index slot_external_id on slot (brand_id, external_id) where archived_at is null`,
  `create index slot_by_brand on slot (agency_id, brand_id, id)`,
  `create index slot_by_horizon on slot (horizon nulls first) where archived_at is null and active`,
  `create table slot_channel (
    slot_id uuid not null,
    channel_id uuid not null,
    brand_id uuid not null,
    position smallint not null,
    primary key (slot_id, channel_id),
    foreign key (brand_id, slot_id) references slot (brand_id, id),
    foreign key (brand_id, channel_id) references channel (brand_id, id)
  )`,
  `create index slot_channel_by_channel on slot_channel (channel_id)`,
  `create table slot_revision (
    id uuid primary key,
    slot_id uuid not null,
    brand_id uuid not null,
    -- first local start it holds for
    from_local text not null,
    recurrence jsonb not null,
    created_by jsonb not null,
    created_at timestamptz(3) not null,
    foreign key (brand_id, slot_id) references slot (brand_id, id)
  )`,
  `create index slot_revision_by_slot on slot_revision (slot_id, id)`,
  `create table occurrence (
    -- <slot id>_<YYYYMMDDTHHmm>, RFC 5545 RECURRENCE-ID in spirit
    id text primary key,
    slot_id uuid not null,
    agency_id uuid not null,
    brand_id uuid not null,
    original_start text not null,
    local_time text not null,
    timezone text not null,
    starts_at timestamptz(3) not null,
    state text not null check (state in ('open', 'filled', 'skipped', 'missed', 'done')),
    state_reason text,
    moved boolean not null default false,
    assignee_id uuid,
    note text,
    version integer not null default 1,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    unique (slot_id, original_start),
    unique (brand_id, id),
    foreign key (agency_id, brand_id) references brand (agency_id, id),
    foreign key (brand_id, slot_id) references slot (brand_id, id),
    foreign key (agency_id, assignee_id) references member (agency_id, id)
  )`,
  `create index occurrence_calendar on occurrence (brand_id, starts_at)`,
  `create index occurrence_open on occurrence (starts_at) where state = 'open'`,
  `create table post (
    id uuid primary key,
    agency_id uuid not null,
    brand_id uuid not null,
    occurrence_id text,
    scheduled_at timestamptz(3),
    title text,
    content jsonb not null,
    variants jsonb not null,
    format text,
    objective text,
    stage text,
    pillar text,
    audience text,
    language text,
    sponsored boolean not null,
    labels text[] not null,
    external_id text,
    state text not null check (state in ('draft', 'in_review', 'changes_requested', 'approved', 'scheduled', 'publishing',
      'published', 'partially_published', 'failed', 'held', 'missed', 'cancelled')),
    held_reason text,
    attention text[] not null default '{}',
    content_hash text not null,
    review_hash text not null,
    current_version_id uuid not null,
    version integer not null default 1,
    created_by jsonb not null,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    archived_at timestamptz(3),
    unique (brand_id, id),
    foreign key (agency_id, brand_id) references brand (agency_id, id),
    foreign key (brand_id, occurrence_id) references occurrence (brand_id, id)
  )`,
  `create unique index post_external_id on post (brand_id, external_id) where archived_at is null`,
  // At most one live post per occurrence.
  `create unique index post_of_occurrence on post (occurrence_id) where archived_at is null and state <> 'cancelled'`,
  `create index post_by_brand on post (agency_id, brand_id, id)`,
  `create index post_by_state on post (agency_id, state, id)`,
  `create index post_calendar on post (brand_id, scheduled_at)`,
  `create table post_channel (
    post_id uuid not null,
    channel_id uuid not null,
    brand_id uuid not null,
    position smallint not null,
    primary key (post_id, channel_id),
    foreign key (brand_id, post_id) references post (brand_id, id),
    foreign key (brand_id, channel_id) references channel (brand_id, id)
  )`,
  `create index post_channel_by_channel on post_channel (channel_id)`,
  `create table post_version (
    id uuid primary key,
    post_id uuid not null,
    brand_id uuid not null,
    number integer not null,
    -- what leaves, and why it exists, as it stood
    snapshot jsonb not null,
    content_hash text not null,
    actor jsonb not null,
    created_at timestamptz(3) not null,
    unique (post_id, number),
    foreign key (brand_id, post_id) references post (brand_id, id)
  )`,
  `create table post_transition (
    id uuid primary key,
    post_id uuid not null,
    brand_id uuid not null,
    from_state text,
    to_state text not null,
    verb text not null,
    reason text,
    actor jsonb not null,
    created_at timestamptz(3) not null,
    foreign key (brand_id, post_id) references post (brand_id, id)
  )`,
  `create index post_transition_by_post on post_transition (post_id, id)`,
];

const LEDGER = [
  `create table publication (
    id uuid primary key,
    agency_id uuid not null,
    brand_id uuid not null,
    post_id uuid not null,
    channel_id uuid not null,
    generation integer not null default 1,
    state text not null check (state in ('scheduled', 'queued', 'publishing', 'published', 'waiting', 'processing',
      'reconciling', 'held', 'failed', 'unconfirmed', 'missed', 'cancelled')),
    reason text,
    detail text,
    due_at timestamptz(3) not null,
    late_until timestamptz(3) not null,
    -- when the ledger next touches the row by itself
    run_at timestamptz(3) not null,
    -- something of it is out or under way on the network: it can no longer be missed
    started boolean not null default false,
    tries integer not null default 0,
    failures integer not null default 0,
    looks integer not null default 0,
    lease_token uuid,
    lease_until timestamptz(3),
    lease_owner text,
    -- standing exactly while the row is queued
    queued_at timestamptz(3),
    -- its place among the turns that brands take in the queue
    turn integer not null default 0,
    -- frozen at the first claim: what was sent
    post_version_id uuid references post_version,
    remote_id text,
    remote_url text,
    differences text[] not null default '{}',
    published_at timestamptz(3),
    removed_at timestamptz(3),
    version integer not null default 1,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    unique (post_id, channel_id, generation),
    check ((state = 'queued') = (queued_at is not null)),
    foreign key (agency_id, brand_id) references brand (agency_id, id),
    foreign key (brand_id, post_id) references post (brand_id, id),
    foreign key (brand_id, channel_id) references channel (brand_id, id)
  ) with (fillfactor = 80)`,
  `create unique index publication_live on publication (post_id, channel_id)
    where state not in ('published', 'failed', 'missed', 'cancelled')`,
  // One in flight per channel.
  `create unique index publication_in_flight on publication (channel_id) where state in ('queued', 'publishing', 'reconciling')`,
  // dispatch-due reads the due ones in order; promoting a channel's next one reads by channel.
  `create index publication_due on publication (run_at, id) where state in ('scheduled', 'waiting', 'processing')`,
  `create index publication_next on publication (channel_id, run_at, id) where state in ('scheduled', 'waiting', 'processing')`,
  `create index publication_late on publication (late_until) where state in ('scheduled', 'queued', 'waiting', 'held')`,
  // By id: a lease that is renewed then touches no index.
  `create index publication_leased on publication (id) where state = 'publishing'`,
  `create index publication_reconciling on publication (run_at) where state = 'reconciling'`,
  // Of the indexes of rows that come and go the planner thinks that they are empty, and reads any of them whole where it
  // could seek in another. No condition on the state implies this one, so only it answers questions about the queue.
  `create index publication_queued on publication (brand_id, turn) where queued_at is not null`,
  `create index publication_held on publication (agency_id, reason) where state = 'held'`,
  `create index publication_to_watch on publication (state) where state in ('processing', 'unconfirmed')`,
  `create index publication_list on publication (agency_id, due_at, id)`,
  `create index publication_by_channel on publication (channel_id, due_at, id)`,
  `create table publication_unit (
    publication_id uuid not null references publication,
    unit integer not null,
    kind text not null check (kind in ('post', 'thread', 'first_comment')),
    -- handed to the network as its idempotency key; never changes
    key text not null unique,
    adapter_state jsonb,
    -- {step, attempt, at, deadline}: bytes may have left and no answer is recorded
    armed jsonb,
    remote_id text,
    remote_url text,
    done_at timestamptz(3),
    -- when to stop waiting for the network to finish its media
    give_up_at timestamptz(3),
    primary key (publication_id, unit)
  )`,
  `create table attempt (
    id uuid primary key,
    publication_id uuid not null references publication,
    number integer not null,
    unit integer,
    step text,
    started_at timestamptz(3) not null,
    finished_at timestamptz(3),
    outcome text,
    error_code text,
    network_code text,
    http_status integer,
    phase text,
    detail text,
    worker text not null,
    unique (publication_id, number)
  )`,
  `create table pause (
    id uuid primary key,
    agency_id uuid not null references agency,
    brand_id uuid,
    network_id text,
    channel_id uuid,
    pillar text,
    reason text not null,
    created_by jsonb not null,
    created_at timestamptz(3) not null,
    lifted_by jsonb,
    lifted_at timestamptz(3),
    foreign key (agency_id, brand_id) references brand (agency_id, id),
    foreign key (brand_id, channel_id) references channel (brand_id, id),
    check (channel_id is null or brand_id is not null)
  )`,
  `create index pause_standing on pause (agency_id) where lifted_at is null`,
  `create index pause_list on pause (agency_id, id)`,
  `create table rate_bucket (
    scope text not null,
    key text not null,
    until timestamptz(3) not null,
    primary key (scope, key)
  )`,
  `create table feed_entry (
    id uuid primary key,
    agency_id uuid not null,
    brand_id uuid not null,
    channel_id uuid not null,
    key text not null unique,
    slug text not null,
    title text not null,
    content jsonb not null,
    published_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    removed_at timestamptz(3),
    foreign key (agency_id, brand_id) references brand (agency_id, id),
    foreign key (brand_id, channel_id) references channel (brand_id, id)
  )`,
  `create index feed_entry_updated on feed_entry (brand_id, updated_at)`,
  `create unique index feed_entry_slug on feed_entry (brand_id, slug)`,
  `create index feed_entry_latest on feed_entry (brand_id, published_at desc, id desc) where removed_at is null`,
  `create sequence outbox_position as bigint`,
  `create table outbox_event (
    id uuid primary key,
    seq bigint generated always as identity,
    -- given in commit order once visible; null until then
    position bigint,
    type text not null,
    -- Not a foreign key: every event of an agency would lock its one row, at each moment of a burst.
    agency_id uuid not null,
    brand_id uuid,
    subject_id text not null,
    actor jsonb not null,
    data jsonb not null,
    created_at timestamptz(3) not null
  )`,
  // Leaves out what has no place yet, lest the planner look for that here.
  `create unique index outbox_position_once on outbox_event (position) where position is not null`,
  `create index outbox_unsequenced on outbox_event (seq) where position is null`,
  `create index outbox_feed on outbox_event (agency_id, position)`,
  `create index outbox_age on outbox_event (created_at)`,
  `create table idempotency_key (
    api_key_id uuid not null references api_key on delete cascade,
    key text not null,
    request_hash text not null,
    status integer,
    headers jsonb,
    body jsonb,
    created_at timestamptz(3) not null,
    primary key (api_key_id, key)
  )`,
  `create index idempotency_key_age on idempotency_key (created_at)`,
  `create table heartbeat (
    scheduler text primary key,
    beaten_at timestamptz(3) not null,
    report jsonb not null
  )`,
];

const ROLES = ['marronnier_app', 'marronnier_scheduler'];

/**
 * Least privilege: nobody but the owner changes the schema; the app cannot rewrite the attempt log or what was sent;
 * the scheduler never sees an API key.
 */
const ACCESS = [
  ...ROLES.map(
    (role) => `do $$ begin
      if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
    exception when duplicate_object or unique_violation then null; end $$`,
  ),
  // So that a login that owns the tables can step down to them; refused harmlessly where it already may, or is one.
  ...ROLES.map(
    (role) => `do $$ begin
      if not pg_has_role(current_user, '${role}', 'MEMBER') then execute format('grant ${role} to %I', current_user); end if;
    exception when insufficient_privilege then null; end $$`,
  ),
  ...ROLES.map((role) => `grant usage on schema public to ${role}`),
  `grant usage on sequence outbox_position to marronnier_app, marronnier_scheduler`,
  `grant select on all tables in schema public to marronnier_app`,
  `grant insert, update on installation, agency, member, api_key, brand, channel, media, slot, occurrence, post, publication,
    publication_unit, pause, feed_entry, outbox_event, idempotency_key to marronnier_app`,
  `grant insert, delete on api_key_brand, slot_channel, post_channel to marronnier_app`,
  `grant update on slot_channel, post_channel to marronnier_app`,
  `grant insert on slot_revision, post_version, post_transition, attempt to marronnier_app`,
  // Only dates nobody has touched are ever deleted: an edited rule makes others.
  `grant delete on idempotency_key, occurrence to marronnier_app`,
  `grant select on agency, member, brand, channel, media, slot, slot_channel, slot_revision, occurrence, post, post_channel,
    post_version, publication, publication_unit, attempt, pause, rate_bucket, feed_entry, outbox_event, heartbeat, migration to marronnier_scheduler`,
  `grant insert, update on occurrence, publication, publication_unit, attempt, rate_bucket, feed_entry, outbox_event, heartbeat to marronnier_scheduler`,
  `grant update on slot, post, channel to marronnier_scheduler`,
  `grant insert on post_transition to marronnier_scheduler`,
  `grant delete on rate_bucket, outbox_event, heartbeat to marronnier_scheduler`,
  `grant select (api_key_id, key, created_at), delete on idempotency_key to marronnier_scheduler`,
  `grant usage on schema graphile_worker to marronnier_scheduler`,
  `grant select, insert, update, delete on all tables in schema graphile_worker to marronnier_scheduler`,
  `grant usage on all sequences in schema graphile_worker to marronnier_scheduler`,
  `grant execute on all functions in schema graphile_worker to marronnier_scheduler`,
  // The job engine turns row security on without a policy, which hides its tables from all but their owner.
  `do $$ declare name text; begin
    for name in select relname from pg_class where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity loop
      execute format('create policy marronnier_scheduler on graphile_worker.%I to marronnier_scheduler using (true) with check (true)', name);
    end loop;
  end $$`,
];

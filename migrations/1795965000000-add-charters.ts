import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Editorial charters of agencies and brands, by version: what was in force never changes. */
export class AddCharters1795965000000 implements MigrationInterface {
  name = 'AddCharters1795965000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `create table charter (
    id uuid primary key,
    agency_id uuid not null references agency,
    -- null: the agency's own, on which its brands' rest
    brand_id uuid,
    -- Claims hold this row FOR SHARE and an activation holds it FOR UPDATE: nothing goes out under the version before.
    active_number integer,
    -- the version by which all unpublished posts have been reviewed: another one than the active is work for the scheduler
    reviewed_number integer,
    created_at timestamptz(3) not null,
    unique nulls not distinct (agency_id, brand_id),
    unique (agency_id, id),
    foreign key (agency_id, brand_id) references brand (agency_id, id)
  )`,
  // A brand's posts are judged by the brand alone: no agency needs to be known.
  `create index charter_by_brand on charter (brand_id) where brand_id is not null`,
  `create table charter_version (
    charter_id uuid not null,
    number integer not null check (number > 0),
    agency_id uuid not null,
    state text not null check (state in ('draft', 'scheduled', 'active', 'retired')),
    source jsonb not null,
    source_hash text not null,
    -- with all that it inherits, as it judges; null until then
    resolved jsonb,
    -- the version of the agency's charter that it rests on
    agency_number integer,
    -- made by the activation of the agency's, not by somebody's hand
    derived boolean not null default false,
    note text,
    impact_hash text,
    impact jsonb,
    effective_at timestamptz(3),
    version integer not null default 1,
    created_by jsonb not null,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    activated_by jsonb,
    activated_at timestamptz(3),
    retired_at timestamptz(3),
    primary key (charter_id, number),
    foreign key (agency_id, charter_id) references charter (agency_id, id),
    check (state <> 'scheduled' or effective_at is not null and activated_by is not null),
    check ((state in ('active', 'retired')) = (activated_at is not null)),
    check ((state = 'retired') = (retired_at is not null)),
    check (resolved is not null or state in ('draft', 'retired'))
  )`,
  `create unique index charter_version_active on charter_version (charter_id) where state = 'active'`,
  `create unique index charter_version_scheduled on charter_version (charter_id) where state = 'scheduled'`,
  // The scheduler asks each second which ones are due.
  `create index charter_version_due on charter_version (effective_at) where state = 'scheduled'`,
  // How often a charter changed is itself something that charters speak of.
  `create index charter_version_activated on charter_version (charter_id, activated_at desc) where activated_at is not null`,
  `alter table charter add foreign key (id, active_number) references charter_version (charter_id, number)`,
  `create index charter_to_review on charter (id) where reviewed_number is distinct from active_number and brand_id is not null`,
  // All that an activation may still stop.
  `create index post_unpublished on post (agency_id, brand_id, id)
    where archived_at is null and state not in ('published', 'failed', 'missed', 'cancelled')`,
  // What has judged posts stays as it was; only a purge empties it, once it no longer does.
  `create function keep_charter_version() returns trigger language plpgsql as $$
    begin
      if old.activated_at is not null and not (new.state = 'retired' and new.source = '{}' and new.resolved is null
        and (new.source_hash, new.agency_number) is not distinct from (old.source_hash, old.agency_number)) then
        raise exception 'charter version % of % is immutable', old.number, old.charter_id using errcode = 'restrict_violation';
      end if;
      return new;
    end
  $$`,
  // Told of by the columns that a statement names: comparing the documents would take time while claims wait.
  `create trigger charter_version_immutable before update of charter_id, number, agency_id, source, source_hash, resolved,
      agency_number, derived on charter_version
    for each row execute function keep_charter_version()`,
  `create function end_charter_version() returns trigger language plpgsql as $$
    begin
      if old.activated_at is not null and (new.activated_at is distinct from old.activated_at
        or not (new.state = old.state or old.state = 'active' and new.state = 'retired')) then
        raise exception 'charter version % of % has been in force', old.number, old.charter_id using errcode = 'restrict_violation';
      end if;
      return new;
    end
  $$`,
  `create trigger charter_version_life before update of state, activated_at on charter_version
    for each row execute function end_charter_version()`,
  `grant select, insert, update on charter to marronnier_app, marronnier_scheduler`,
  `grant select, insert, update on charter_version to marronnier_app, marronnier_scheduler`,
  `grant delete on charter_version to marronnier_app, marronnier_scheduler`,
];

const DOWN = [
  'drop index post_unpublished',
  'alter table charter drop constraint charter_id_active_number_fkey',
  'drop table charter_version',
  'drop function keep_charter_version',
  'drop function end_charter_version',
  'drop table charter',
];

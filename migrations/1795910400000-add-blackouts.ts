import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Windows, quiet hours and holidays in which slots skip, shift or need approval; and who let a post pass all the same. */
export class AddBlackouts1795910400000 implements MigrationInterface {
  name = 'AddBlackouts1795910400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `create table blackout (
    id uuid primary key,
    agency_id uuid not null references agency,
    -- null: every brand of the agency
    brand_id uuid,
    title text not null,
    action text not null check (action in ('skip', 'shift', 'require_approval')),
    applies_to text not null check (applies_to in ('slots', 'all')),
    shift jsonb,
    window_from timestamptz(3),
    window_to timestamptz(3),
    recurrence jsonb,
    -- ISO 8601, on the wall clock of the recurrence's zone
    duration text,
    holidays jsonb,
    version integer not null default 1,
    created_by jsonb not null,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    archived_at timestamptz(3),
    unique (agency_id, id),
    foreign key (agency_id, brand_id) references brand (agency_id, id),
    check (num_nonnulls(window_from, recurrence, holidays) = 1),
    check ((window_from is null) = (window_to is null) and window_from < window_to),
    check ((recurrence is null) = (duration is null)),
    check ((action = 'shift') = (shift is not null))
  )`,
  // Whoever plans anything asks for those that may hold in a range; recurring ones and holidays always may.
  `create index blackout_standing on blackout (agency_id, window_to) where archived_at is null`,
  `create index blackout_list on blackout (agency_id, id) where archived_at is null`,
  `alter table occurrence add column blackout jsonb`,
  `alter table publication add column proposal jsonb`,
  `create table blackout_override (
    post_id uuid not null,
    blackout_id uuid not null,
    agency_id uuid not null,
    brand_id uuid not null,
    reason text not null,
    actor jsonb not null,
    created_at timestamptz(3) not null,
    primary key (post_id, blackout_id),
    foreign key (agency_id, brand_id) references brand (agency_id, id),
    foreign key (brand_id, post_id) references post (brand_id, id),
    foreign key (agency_id, blackout_id) references blackout (agency_id, id)
  )`,
  `grant select, insert, update on blackout to marronnier_app`,
  `grant select, insert on blackout_override to marronnier_app`,
  `grant select on blackout, blackout_override to marronnier_scheduler`,
  // The purge of a deleted brand forgets names and reasons.
  `grant update (title) on blackout to marronnier_scheduler`,
  `grant update (reason, actor) on blackout_override to marronnier_scheduler`,
];

const DOWN = [
  'drop table blackout_override',
  'alter table publication drop column proposal',
  'alter table occurrence drop column blackout',
  'drop table blackout',
];

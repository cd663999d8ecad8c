import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a pause leaves behind is settled after it is lifted, in batches; what was missed or is held is listed for people
 * to decide on; a deleted brand can be purged.
 */
export class AddTriageAndPurge1795831200000 implements MigrationInterface {
  name = 'AddTriageAndPurge1795831200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const UP = [
  // Lifted, and all that it stopped is accounted for. Until then the claim still turns away what was due before.
  `alter table pause add column settled_at timestamptz(3)`,
  `update pause set settled_at = lifted_at where lifted_at is not null`,
  `alter table pause add constraint pause_settled_once_lifted check (settled_at is null or lifted_at is not null)`,
  `drop index pause_standing`,
  `create index pause_unsettled on pause (agency_id) where settled_at is null`,
  `create index publication_triage on publication (agency_id, due_at, id) where state in ('missed', 'held')`,
  `create table brand_purge (
    brand_id uuid primary key,
    agency_id uuid not null,
    requested_by jsonb not null,
    requested_at timestamptz(3) not null,
    -- the last post, and the last event, that is erased
    posts_until uuid,
    events_until bigint,
    finished_at timestamptz(3),
    foreign key (agency_id, brand_id) references brand (agency_id, id)
  )`,
  `create index brand_purge_unfinished on brand_purge (requested_at) where finished_at is null`,
  `grant select, insert on brand_purge to marronnier_app`,
  `grant select, update on brand_purge to marronnier_scheduler`,
  `grant delete on feed_entry to marronnier_app, marronnier_scheduler`,
  // Only the purge rewrites what was said and sent, and only the scheduler runs it.
  `grant update (snapshot, actor) on post_version to marronnier_scheduler`,
  `grant select, update (reason, actor) on post_transition to marronnier_scheduler`,
  `grant update on pause, brand, media to marronnier_scheduler`,
];

const DOWN = [
  `revoke update on pause, brand, media from marronnier_scheduler`,
  `revoke select, update (reason, actor) on post_transition from marronnier_scheduler`,
  `revoke update (snapshot, actor) on post_version from marronnier_scheduler`,
  `revoke delete on feed_entry from marronnier_app, marronnier_scheduler`,
  `drop table brand_purge`,
  `drop index publication_triage`,
  `drop index pause_unsettled`,
  `create index pause_standing on pause (agency_id) where lifted_at is null`,
  `alter table pause drop column settled_at`,
];

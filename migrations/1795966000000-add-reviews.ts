import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the charter says of each post, now and over time; and who let something pass, with the reason. */
export class AddReviews1795966000000 implements MigrationInterface {
  name = 'AddReviews1795966000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `create table post_review (
    post_id uuid primary key,
    agency_id uuid not null,
    brand_id uuid not null,
    -- what was judged: a post whose hash is another has no review yet
    review_hash text not null,
    charter_id uuid not null,
    charter_number integer not null,
    engine_version text not null,
    verdict text not null check (verdict in ('pass', 'warn', 'review', 'block')),
    -- whether it may go out: nothing stands against it, or somebody who may has approved what does
    passes boolean not null,
    findings jsonb not null,
    axes jsonb,
    -- the waivers that the verdict rests on
    waiver_ids uuid[] not null,
    -- when the first of them expires
    valid_until timestamptz(3),
    checked_at timestamptz(3) not null,
    foreign key (agency_id, brand_id) references brand (agency_id, id),
    foreign key (brand_id, post_id) references post (brand_id, id),
    check (passes or verdict in ('review', 'block')),
    check (not passes or verdict <> 'block'),
    check ((valid_until is null) = (waiver_ids = '{}'))
  )`,
  // An activation looks for the reviews that an earlier version of the charter gave.
  `create index post_review_by_charter on post_review (charter_id, charter_number)`,
  // What was said before, for the history: one row for each time that the answer was another.
  `create table post_review_entry (
    id uuid primary key,
    post_id uuid not null,
    agency_id uuid not null,
    brand_id uuid not null,
    review_hash text not null,
    charter_id uuid not null,
    charter_number integer not null,
    engine_version text not null,
    verdict text not null,
    passes boolean not null,
    findings jsonb not null,
    checked_at timestamptz(3) not null,
    foreign key (agency_id, brand_id) references brand (agency_id, id),
    foreign key (brand_id, post_id) references post (brand_id, id)
  )`,
  `create index post_review_entry_by_post on post_review_entry (post_id, id)`,
  `create table waiver (
    id uuid primary key,
    agency_id uuid not null,
    brand_id uuid not null,
    post_id uuid not null,
    article_id text not null,
    fingerprint text not null,
    rule_id text not null,
    -- the words that were let pass
    evidence text not null,
    reason text not null,
    created_by jsonb not null,
    created_at timestamptz(3) not null,
    expires_at timestamptz(3) not null,
    revoked_at timestamptz(3),
    revoked_by jsonb,
    -- the waiver that took its place after it had expired
    replaced_by uuid,
    foreign key (agency_id, brand_id) references brand (agency_id, id),
    foreign key (brand_id, post_id) references post (brand_id, id),
    check (expires_at > created_at and expires_at <= created_at + interval '90 days'),
    check ((revoked_at is null) = (revoked_by is null))
  )`,
  `create unique index waiver_standing on waiver (post_id, article_id, fingerprint) where revoked_at is null and replaced_by is null`,
  `create index waiver_by_post on waiver (post_id, id)`,
  // Somebody who may, other than the author, approved what needs an approver: for these words and these findings.
  `create table review_clearance (
    id uuid primary key,
    agency_id uuid not null,
    brand_id uuid not null,
    post_id uuid not null,
    review_hash text not null,
    -- article and fingerprint of each
    findings text[] not null,
    verb text not null,
    actor jsonb not null,
    created_at timestamptz(3) not null,
    foreign key (agency_id, brand_id) references brand (agency_id, id),
    foreign key (brand_id, post_id) references post (brand_id, id)
  )`,
  `create index review_clearance_by_post on review_clearance (post_id, id)`,
  // Why the charter holds a publication.
  `alter table publication add column finding jsonb`,
  `grant select, insert, update on post_review, waiver to marronnier_app`,
  `grant select, insert on post_review_entry, review_clearance to marronnier_app`,
  `grant select, insert, update on post_review to marronnier_scheduler`,
  `grant select, insert on post_review_entry to marronnier_scheduler`,
  `grant select on waiver, review_clearance to marronnier_scheduler`,
  // The purge of a deleted brand forgets words, reasons and names.
  `grant update (findings) on post_review_entry to marronnier_scheduler`,
  `grant update (evidence, reason, created_by, revoked_by) on waiver to marronnier_scheduler`,
  `grant update (actor) on review_clearance to marronnier_scheduler`,
];

const DOWN = [
  'alter table publication drop column finding',
  'drop table review_clearance',
  'drop table waiver',
  'drop table post_review_entry',
  'drop table post_review',
];

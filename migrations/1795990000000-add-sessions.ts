import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What adapters get themselves from a channel's credentials, who is getting it, and the apps registered on single hosts. */
export class AddSessions1795990000000 implements MigrationInterface {
  name = 'AddSessions1795990000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `alter table channel
    -- sealed like the credentials, replaced whole
    add column session text,
    add column session_expires_at timestamptz(3),
    -- until then one process alone is getting a new one
    add column renewing_until timestamptz(3),
    -- when the network was last asked about the account
    add column checked_at timestamptz(3)`,
  `update channel set checked_at = updated_at`,
  // The pass that asks again looks for the oldest answer, and for sessions that end soon.
  `create index channel_by_check on channel (checked_at nulls first) where archived_at is null`,
  `create index channel_by_session on channel (session_expires_at) where archived_at is null and session_expires_at is not null`,
  `create table network_app (
    network_id text not null,
    host text not null,
    -- sealed
    app text not null,
    created_at timestamptz(3) not null,
    primary key (network_id, host)
  )`,
  // A person who is on a network's own pages, agreeing; forgotten after a quarter of an hour.
  `create table oauth_agreement (
    -- the hash of the state that travels through the browser
    state_hash text primary key,
    agency_id uuid not null,
    brand_id uuid not null,
    network_id text not null,
    -- sealed: verifier, what was typed, and once agreed the session and its accounts
    payload text not null,
    -- who began it; only they finish it
    actor jsonb not null,
    created_at timestamptz(3) not null,
    expires_at timestamptz(3) not null,
    foreign key (agency_id, brand_id) references brand (agency_id, id)
  )`,
  `create index oauth_agreement_by_expiry on oauth_agreement (expires_at)`,
  `grant select, insert on network_app to marronnier_app`,
  `grant select on network_app to marronnier_scheduler`,
  `grant select, insert, update, delete on oauth_agreement to marronnier_app`,
  `grant select (state_hash, expires_at), delete on oauth_agreement to marronnier_scheduler`,
];

const DOWN = [
  'drop table oauth_agreement',
  'drop table network_app',
  'drop index channel_by_session',
  'drop index channel_by_check',
  'alter table channel drop column session, drop column session_expires_at, drop column renewing_until, drop column checked_at',
];

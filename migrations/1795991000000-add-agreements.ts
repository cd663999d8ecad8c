import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What becomes of an agreement, which account a channel is, how long its session lasts, which apps have proved themselves. */
export class AddAgreements1795991000000 implements MigrationInterface {
  name = 'AddAgreements1795991000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // They live for a quarter of an hour: whoever is agreeing right now begins anew.
  'delete from oauth_agreement',
  `alter table oauth_agreement
    -- what the api calls it; the hash of the state finds it when the browser comes back
    add column id uuid not null unique,
    -- a state is taken once, before its code is redeemed
    add column used_at timestamptz(3),
    -- what the agreement opened: id, name, and the channel where one was connected
    add column accounts jsonb,
    -- why nothing came of it
    add column reason text,
    -- erased once nothing is left to be connected with it
    alter column payload drop not null`,
  // When an authorization with it first succeeded: hosts forget apps that nobody used.
  'alter table network_app add column confirmed_at timestamptz(3)',
  `alter table channel
    -- the account's id on its network, as the agreement told it
    add column account_id text,
    -- when the session was got: with its end, how long such sessions last
    add column session_since timestamptz(3)`,
  'update channel set session_since = updated_at where session is not null',
  `create index channel_by_doubt on channel (checked_at) where archived_at is null and health = 'degraded'`,
  'grant update on network_app to marronnier_app',
];

const DOWN = [
  'revoke update on network_app from marronnier_app',
  'drop index channel_by_doubt',
  'alter table channel drop column account_id, drop column session_since',
  'alter table network_app drop column confirmed_at',
  'delete from oauth_agreement',
  `alter table oauth_agreement drop column id, drop column used_at, drop column accounts, drop column reason,
    alter column payload set not null`,
];

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One odd answer no longer takes an account for refused; one that was lost is asked again sooner than after a day. */
export class DoubtRefusals1796001000000 implements MigrationInterface {
  name = 'DoubtRefusals1796001000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `alter table channel
    -- when the network first refused an account that worked, while nothing else was heard since
    add column refused_since timestamptz(3)`,
  'drop index channel_by_doubt',
  `create index channel_by_doubt on channel (checked_at) where archived_at is null and health <> 'ok'`,
];

const DOWN = [
  'drop index channel_by_doubt',
  `create index channel_by_doubt on channel (checked_at) where archived_at is null and health = 'degraded'`,
  'alter table channel drop column refused_since',
];

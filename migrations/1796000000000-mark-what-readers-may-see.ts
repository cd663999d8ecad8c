import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which units readers may see something of: a repeatable step whose answer was lost may be out as well, and until that
 * is known its post is neither changed, nor given up, nor prepared anew under another key.
 */
export class MarkWhatReadersMaySee1796000000000 implements MigrationInterface {
  name = 'MarkWhatReadersMaySee1796000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table publication_unit drop column exposed_at');
  }
}

const UP = [
  `alter table publication_unit 
    -- a step that readers may see was announced then, and nothing proves that it did nothing
    add column exposed_at timestamptz(3)`,
  `update publication_unit set exposed_at = coalesce((armed ->> 'at')::timestamptz, done_at) where armed is not null or done_at is not null`,
  `update publication set started = true
   where not started and exists (select from publication_unit as unit where unit.publication_id = publication.id and unit.exposed_at is not null)`,
];

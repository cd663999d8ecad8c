import type { MigrationInterface, QueryRunner } from 'typeorm';

/** So that one page of an agency's calendar, across all its brands, reads little more than itself. */
export class IndexCalendar1795573200000 implements MigrationInterface {
  name = 'IndexCalendar1795573200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create index occurrence_agenda on occurrence (agency_id, starts_at, id collate "C")`);
    await queryRunner.query(
      `create index post_agenda on post (agency_id, scheduled_at, id) where occurrence_id is null and archived_at is null`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index post_agenda');
    await queryRunner.query('drop index occurrence_agenda');
  }
}

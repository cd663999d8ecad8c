import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What films and animations say of themselves, and how far the search for files that nobody needs has come. */
export class ProbeMedia1795971500000 implements MigrationInterface {
  name = 'ProbeMedia1795971500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table media_sweep');
    await queryRunner.query(
      `alter table media drop column duration_ms, drop column animated, drop column has_audio, drop column frame_rate,
       drop column video_codec`,
    );
  }
}

const UP = [
  `alter table media
    add column duration_ms integer,
    add column animated boolean not null default false,
    add column has_audio boolean,
    add column frame_rate double precision,
    add column video_codec text`,
  // At most one row; the place of the last file that was looked at, null when the next one is the first.
  `create table media_sweep (single boolean primary key default true check (single), after text)`,
  `grant select, insert, update on media_sweep to marronnier_scheduler`,
];

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which empty dates somebody was told of, and when each open one is to be looked at next. Whoever changes a date or
 * what its slot asks for need not know of alerts: two triggers make the pass look again.
 */
export class AddAlerts1795571400000 implements MigrationInterface {
  name = 'AddAlerts1795571400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const UP = [
  `create table alert (
    -- An occurrence keeps its id for life although its untouched row may go and come again: no foreign key. Byte order,
    -- so that what was said on one day of a slot is a range of ids.
    occurrence_id text collate "C" not null,
    -- in one spelling per length: P7D, never P1W
    lead_time text not null,
    slot_id uuid not null,
    agency_id uuid not null,
    brand_id uuid not null,
    fired_at timestamptz(3) not null,
    primary key (occurrence_id, lead_time),
    foreign key (agency_id, brand_id) references brand (agency_id, id),
    foreign key (brand_id, slot_id) references slot (brand_id, id)
  )`,
  // The epoch: at the next beat. Null: never again.
  `alter table occurrence add column next_alert_at timestamptz(3) default 'epoch'`,
  `create index occurrence_alert on occurrence (next_alert_at) where state = 'open'`,
  `create function watch_occurrence_anew() returns trigger language plpgsql as $$ begin
    new.next_alert_at := 'epoch';
    return new;
  end $$`,
  `create trigger watch_occurrence_anew before update of state, local_time, timezone, starts_at on occurrence
    for each row when (new.state = 'open' and (new.state, new.local_time, new.timezone, new.starts_at)
      is distinct from (old.state, old.local_time, old.timezone, old.starts_at))
    execute function watch_occurrence_anew()`,
  `create function watch_slot_anew() returns trigger language plpgsql as $$ begin
    update occurrence set next_alert_at = 'epoch' where slot_id = new.id and state = 'open';
    return null;
  end $$`,
  `create trigger watch_slot_anew after update of lead_times, when_empty, active, archived_at on slot
    for each row when ((new.lead_times, new.when_empty, new.active, new.archived_at)
      is distinct from (old.lead_times, old.when_empty, old.active, old.archived_at))
    execute function watch_slot_anew()`,
  `grant select on alert to marronnier_app`,
  `grant select, insert on alert to marronnier_scheduler`,
];

const DOWN = [
  'drop trigger watch_slot_anew on slot',
  'drop function watch_slot_anew',
  'drop trigger watch_occurrence_anew on occurrence',
  'drop function watch_occurrence_anew',
  'drop index occurrence_alert',
  'alter table occurrence drop column next_alert_at',
  'drop table alert',
];

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which key seals, so that the database itself refuses what a process goes on sealing under one that was replaced: such
 * values could be opened by nobody, and the next start would refuse the whole installation.
 */
export class KeepTheKeyInForce1796002000000 implements MigrationInterface {
  name = 'KeepTheKeyInForce1796002000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

/** The sealed columns of this day, and the sealed text in each. */
const SEALED = [
  ['channel', 'credentials', 'new.credentials'],
  ['channel', 'session', 'new.session'],
  ['network_app', 'app', 'new.app'],
  ['oauth_agreement', 'payload', 'new.payload'],
  ['idempotency_key', 'body', `new.body #>> '{}'`],
] as const;

const UP = [
  `create table sealing_key (
    single boolean primary key default true check (single),
    -- of the key, of which it tells nothing
    key_id text not null
  )`,
  'grant select, insert, update on sealing_key to marronnier_app',
  'grant select on sealing_key to marronnier_scheduler',
  `create function refuse_other_key() returns trigger language plpgsql as $$
  declare
    sealed text;
  begin
    ${SEALED.map(([, column, text], index) => `${index === 0 ? 'if' : 'elsif'} tg_argv[0] = '${column}' then sealed := ${text};`).join('\n    ')}
    end if;
    if exists (select from sealing_key where key_id <> split_part(sealed, '.', 2)) then
      raise exception 'Sealed under a key that was replaced: restart this service' using errcode = 'object_not_in_prerequisite_state';
    end if;
    return new;
  end $$`,
  ...SEALED.map(
    ([table, column]) => `create trigger ${column}_under_key before insert or update of ${column} on ${table}
     for each row when (new.${column} is not null) execute function refuse_other_key('${column}')`,
  ),
];

const DOWN = [
  ...SEALED.map(([table, column]) => `drop trigger ${column}_under_key on ${table}`),
  'drop function refuse_other_key()',
  'drop table sealing_key',
];

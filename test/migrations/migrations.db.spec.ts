import { schedulerEntities } from '#scheduler';
import { apiEntities } from '#api';
import { createDataSource, migrateDatabase } from '#persistence';
import { migrations } from '#migrations';
import { createDatabase, type DatabaseUrls } from '#testing';
import type { DataSource } from 'typeorm';

const entities = [...new Set([...apiEntities, ...schedulerEntities])];

/** Tables that only SQL touches: bookkeeping without a shape of its own in the code. */
const WITHOUT_ENTITY = [
  ...['heartbeat', 'idempotency_key', 'installation', 'media_sweep', 'migration', 'rate_bucket'],
  'sealing_key',
];

let urls: DatabaseUrls;
let dataSource: DataSource;
beforeAll(async () => {
  urls = await createDatabase('migrations');
  dataSource = await createDataSource({ url: urls.ownerUrl, role: 'owner', poolSize: 2, entities }).initialize();
});
afterAll(() => dataSource.destroy());

interface Column {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
}

const byName = (a: Column, b: Column): number => `${a.table}.${a.column}`.localeCompare(`${b.table}.${b.column}`);

async function columnsInDatabase(): Promise<Column[]> {
  const rows: Column[] = await dataSource.query(
    `select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable
     from pg_attribute as a join pg_class as c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
       and not c.relname = any($1)`,
    [WITHOUT_ENTITY],
  );
  return rows.sort(byName);
}

function columnsInCode(): Column[] {
  return dataSource.entityMetadatas
    .flatMap((entity) =>
      entity.columns.map((column) => ({
        table: entity.tableName,
        column: column.databaseName,
        type: typeName(dataSource.driver.normalizeType(column), column.precision, column.isArray),
        nullable: column.isNullable,
      })),
    )
    .sort(byName);
}

function typeName(type: string, precision: number | null | undefined, isArray: boolean): string {
  const timed =
    type === 'timestamp with time zone' && precision != null ? `timestamp(${precision}) with time zone` : type;
  return isArray ? `${timed}[]` : timed;
}

it('gives every table the columns its entity has, and no others', async () => {
  expect(await columnsInDatabase()).toEqual(columnsInCode());
});

it('goes down to nothing and up again to the same', async () => {
  const before = await columnsInDatabase();
  const owner = await createDataSource({ url: urls.ownerUrl, role: 'owner', poolSize: 1, entities: [] })
    .setOptions({ migrations: [...migrations], migrationsTableName: 'migration' })
    .initialize();
  for (const _migration of migrations) await owner.undoLastMigration({ transaction: 'each' });
  const left: { table_name: string }[] = await owner.query(
    `select table_name from information_schema.tables where table_schema = 'public'`,
  );
  await owner.destroy();
  expect(left.map((row) => row.table_name)).toEqual(['migration']);
  expect(await migrateDatabase(urls.ownerUrl, migrations)).toEqual(migrations.map((migration) => migration.name));
  expect(await columnsInDatabase()).toEqual(before);
});

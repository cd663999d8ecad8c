import pg from 'pg';
import { createDatabase, openTestDatabase, type TestDatabase } from './test-database.js';

async function query<R extends pg.QueryResultRow>(url: string, sql: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}

const AN_AGENCY = `INSERT INTO agency (id, name, created_at)
  VALUES ('0193a000-0000-7000-8000-000000000001', 'Les Marronniers', '2026-01-01T00:00:00Z')`;
const A_MEMBER_OF_IT = `INSERT INTO member (id, agency_id, name, email, created_at)
  SELECT '0193a000-0000-7000-8000-000000000002', id, 'Anaïs', 'anais@example.org', created_at FROM agency`;
const agenciesAt = (url: string) => query<{ name: string }>(url, 'SELECT name FROM agency');
const migrationsAt = (url: string) => query<{ name: string }>(url, 'SELECT name FROM migration ORDER BY name');

describe('the test database', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('is a clone of the migrated template, owned by the owner role', async () => {
    expect((await migrationsAt(database.ownerUrl)).length).toBeGreaterThan(0);
    const [row] = await query<{ owner: string }>(
      database.ownerUrl,
      'SELECT datdba::regrole::text AS owner FROM pg_database WHERE datname = current_database()',
    );
    expect(row?.owner).toBe('marronnier_owner');
  });

  it.each([
    ['ownerUrl', 'marronnier_owner'],
    ['appUrl', 'marronnier_app'],
    ['schedulerUrl', 'marronnier_scheduler'],
  ] as const)('%s logs in as %s, who is no superuser and bound by row security', async (url, role) => {
    const rows = await query(
      database[url],
      'SELECT rolname, rolsuper OR rolbypassrls AS unbound FROM pg_roles WHERE rolname = current_user',
    );
    expect(rows).toEqual([{ rolname: role, unbound: false }]);
  });

  it('is emptied by truncate, but keeps the list of migrations', async () => {
    await query(database.ownerUrl, AN_AGENCY);
    await query(database.ownerUrl, A_MEMBER_OF_IT);
    await query(database.ownerUrl, `SELECT graphile_worker.add_job('test')`);
    const migrated = await migrationsAt(database.ownerUrl);
    await database.truncate();
    expect(await agenciesAt(database.ownerUrl)).toEqual([]);
    expect(await query(database.ownerUrl, 'SELECT id FROM graphile_worker.jobs')).toEqual([]);
    expect(await migrationsAt(database.ownerUrl)).toEqual(migrated);
    expect(await query(database.ownerUrl, 'SELECT id FROM graphile_worker.migrations')).not.toEqual([]);
  });

  it('starts its sequences anew with truncate', async () => {
    const next = () => query(database.ownerUrl, `SELECT nextval('outbox_position')::int AS position`);
    await database.truncate();
    expect(await next()).toEqual([{ position: 1 }]);
    expect(await next()).toEqual([{ position: 2 }]);
    await database.truncate();
    expect(await next()).toEqual([{ position: 1 }]);
  });

  it('is the same for the next spec of this worker, and empty again', async () => {
    await query(database.ownerUrl, AN_AGENCY);
    const next = await openTestDatabase();
    await next.close();
    expect(next.ownerUrl).toBe(database.ownerUrl);
    expect(await agenciesAt(next.ownerUrl)).toEqual([]);
  });

  it('shares no rows with a database created beside it', async () => {
    const other = await createDatabase('other');
    await query(other.ownerUrl, AN_AGENCY);
    expect(await agenciesAt(database.ownerUrl)).toEqual([]);
    expect(await agenciesAt(other.ownerUrl)).toEqual([{ name: 'Les Marronniers' }]);
  });

  it('is created anew under a name used before', async () => {
    const first = await createDatabase('again');
    await query(first.ownerUrl, AN_AGENCY);
    const second = await createDatabase('again');
    expect(second).toEqual(first);
    expect(await agenciesAt(second.ownerUrl)).toEqual([]);
  });

  it('lets nobody in but the three roles', async () => {
    const [row] = await query<{ open: boolean }>(
      database.ownerUrl,
      `SELECT bool_or(grantee = 0 AND privilege_type = 'CONNECT') AS open
         FROM pg_database, aclexplode(datacl) WHERE datname = current_database()`,
    );
    expect(row?.open).toBe(false);
  });
});

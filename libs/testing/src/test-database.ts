import pg from 'pg';
import { readFacts, type ServerFacts, TEMPLATE, withDatabase } from './server-facts.js';

/** Connection URLs of one database, one per role of the product. */
export interface DatabaseUrls {
  ownerUrl: string;
  appUrl: string;
  schedulerUrl: string;
}

export interface TestDatabase extends DatabaseUrls {
  /** Empties every table except the lists of migrations that ran, and starts the sequences anew. */
  truncate(): Promise<void>;
  /** Ends the harness's own connection; the database stays for the worker's next spec. */
  close(): Promise<void>;
}

/**
 * The Jest worker's own database, empty: cloned from the migrated template by the worker's first spec, emptied for
 * the later ones. The specs of one worker run one after the other, so nobody else uses it meanwhile.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  const facts = readFacts();
  const name = `worker_${workerId()}`;
  await clone(facts, name);
  const client = await connect(withDatabase(facts.superuser, name));
  await truncate(client);
  return { ...urlsOf(facts, name), truncate: () => truncate(client), close: () => client.end() };
}

/**
 * A fresh clone of the migrated template, for tests that start processes with a database of their own. The name is
 * this worker's alone; a database left there by an earlier test is replaced, whoever is still connected to it.
 */
export async function createDatabase(name: string): Promise<DatabaseUrls> {
  const facts = readFacts();
  const ownName = `worker_${workerId()}_${name}`;
  await asSuperuser(facts, (client) =>
    client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(ownName)} WITH (FORCE)`),
  );
  await clone(facts, ownName);
  return urlsOf(facts, ownName);
}

function workerId(): string {
  return process.env['JEST_WORKER_ID'] ?? '1';
}

function urlsOf(facts: ServerFacts, name: string): DatabaseUrls {
  return {
    ownerUrl: withDatabase(facts.owner, name),
    appUrl: withDatabase(facts.app, name),
    schedulerUrl: withDatabase(facts.scheduler, name),
  };
}

/** PostgreSQL copies no grants on the database itself. */
async function clone(facts: ServerFacts, name: string): Promise<void> {
  const database = pg.escapeIdentifier(name);
  await asSuperuser(facts, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return;
    await client.query(`CREATE DATABASE ${database} OWNER marronnier_owner TEMPLATE ${TEMPLATE}`);
    await client.query(`REVOKE CONNECT ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO marronnier_app, marronnier_scheduler`);
  });
}

/**
 * Deletes rather than truncates: TRUNCATE makes a new file per table and index, 90 ms for an empty schema of thirty
 * tables, where this takes 3. As a replica the session fires no triggers, so neither foreign keys nor the guards of
 * append-only tables stand in the way.
 */
const EMPTY_TABLES = `
  DO $$
  DECLARE
    victim text;
    filled boolean;
  BEGIN
    FOR victim IN
      SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
         AND (schemaname, tablename) NOT IN (('public', 'migration'), ('graphile_worker', 'migrations'))
    LOOP
      EXECUTE 'SELECT EXISTS (SELECT FROM ' || victim || ')' INTO filled;
      IF filled THEN EXECUTE 'DELETE FROM ' || victim; END IF;
    END LOOP;
    PERFORM setval(format('%I.%I', schemaname, sequencename), start_value, false)
       FROM pg_sequences WHERE last_value IS NOT NULL;
  END $$`;

async function truncate(client: pg.Client): Promise<void> {
  await client.query('SET session_replication_role = replica');
  await client.query(EMPTY_TABLES);
}

async function asSuperuser<T>(facts: ServerFacts, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connect(facts.superuser);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

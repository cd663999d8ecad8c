/**
 * A process that serves one PostgreSQL for the length of a test run: writes the facts as one line to stdout, then
 * waits for stdin to end. That also happens when Jest is killed, so no server and no directory is left behind.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrations } from '#migrations';
import { ensureDatabase, migrateDatabase, startEmbeddedPostgres } from '#persistence';
import { type ServerFacts, TEMPLATE } from './server-facts.js';

/** Nothing here outlives the run, so nothing need reach the disk. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

// Ctrl-C reaches the whole process group; the end of stdin says when Jest is done.
process.on('SIGINT', () => undefined);

const dataDir = await mkdtemp(join(tmpdir(), 'marronnier-test-'));
try {
  // Passable for the user root lowers the server to.
  await chmod(dataDir, 0o711);
  await serve();
} finally {
  await rm(dataDir, { recursive: true, force: true });
}

async function serve(): Promise<void> {
  const server = await startEmbeddedPostgres({ dataDir, settings: SETTINGS, log: (message) => console.error(message) });
  try {
    await createTemplate(server.superuserUrl());
    await migrateDatabase(server.url('owner', TEMPLATE), migrations);
    const role = (name: 'owner' | 'app' | 'scheduler') => server.url(name, TEMPLATE);
    const facts: ServerFacts = {
      superuser: server.superuserUrl(),
      owner: role('owner'),
      app: role('app'),
      scheduler: role('scheduler'),
    };
    console.log(JSON.stringify(facts));
    await endOfInput();
  } finally {
    await server.stop();
  }
}

async function createTemplate(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await ensureDatabase(client, TEMPLATE);
  await client.end();
}

function endOfInput(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.on('end', resolve).on('error', resolve).resume();
  });
}

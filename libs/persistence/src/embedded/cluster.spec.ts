import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { chmod, mkdtemp, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './cluster.js';
import { DataDirectoryInUse, EmbeddedPostgresError } from './errors.js';
import { isRoot } from './server-user.js';

const FAST = { fsync: 'off', full_page_writes: 'off' };
const BUSY = `DO $$ BEGIN
  RAISE NOTICE 'busy';
  PERFORM count(*) FROM generate_series(1, 5000000);
END $$`;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

async function query<R extends pg.QueryResultRow>(url: string, sql: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A service in a process of its own; writes the server's pid once it is ready. */
async function otherService(dataDir: string): Promise<{ process: ChildProcess; serverPid: number }> {
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(here('./cluster.ts'))};
    const server = await startEmbeddedPostgres({
      dataDir: ${JSON.stringify(dataDir)}, settings: ${JSON.stringify(FAST)}, log: () => undefined,
    });
    console.log(server.pid);
    process.stdin.resume();`;
  const loader = here('../../../testing/src/typescript-loader.mjs');
  const service = spawn(
    process.execPath,
    ['--no-warnings', '--import', loader, '--input-type=module', '--eval', script],
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
  );
  const [line] = (await once(createInterface({ input: service.stdout }), 'line')) as [string];
  return { process: service, serverPid: Number(line) };
}

async function kill(service: ChildProcess): Promise<void> {
  const exited = once(service, 'exit');
  service.kill('SIGKILL');
  await exited;
}

describe('the embedded PostgreSQL', () => {
  let dataDir: string;
  let server: EmbeddedPostgres | null = null;
  const journal = new EventEmitter();

  async function start(settings: Record<string, string> = FAST): Promise<EmbeddedPostgres> {
    server = await startEmbeddedPostgres({ dataDir, settings, log: (message) => journal.emit('message', message) });
    return server;
  }
  async function stop(): Promise<void> {
    await server?.stop();
    server = null;
  }

  beforeAll(async () => {
    dataDir = await realpath(await mkdtemp(join(tmpdir(), 'marronnier-cluster-')));
    await chmod(dataDir, 0o711);
    const first = await start();
    await query(first.url('owner'), `CREATE TABLE kept AS SELECT 'written before the stop' AS text`);
    await stop();
  });
  afterEach(stop);
  afterAll(() => rm(dataDir, { recursive: true }));

  const kept = (running: EmbeddedPostgres) => query(running.url('owner'), 'SELECT text FROM kept');
  const KEPT = [{ text: 'written before the stop' }];

  it('keeps data and port from one run to the next', async () => {
    const { port } = await start();
    await stop();
    const again = await start();
    expect(again).toMatchObject({ port, reused: false });
    expect(await kept(again)).toEqual(KEPT);
  });

  it('gives the three roles a login each and no power beyond the database', async () => {
    const running = await start();
    const roles = await query(
      running.superuserUrl(),
      `SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS powerful
         FROM pg_roles WHERE rolname LIKE 'marronnier%' ORDER BY rolname`,
    );
    expect(roles).toEqual([
      { rolname: 'marronnier_app', powerful: false },
      { rolname: 'marronnier_owner', powerful: false },
      { rolname: 'marronnier_scheduler', powerful: false },
    ]);
    for (const role of ['owner', 'app', 'scheduler'] as const)
      expect(await query(running.url(role), 'SELECT current_user AS me')).toEqual([{ me: `marronnier_${role}` }]);
    await expect(query(running.url('app'), 'SELECT text FROM kept')).rejects.toThrow('permission denied');
    await query(running.superuserUrl(), "CREATE ROLE stranger LOGIN PASSWORD 'sesame'; ");
    const stranger = running.url('app').replace(/\/\/[^@]+@/, '//stranger:sesame@');
    await expect(query(stranger, 'SELECT 1')).rejects.toThrow('permission denied for database');
    await query(running.superuserUrl(), 'DROP ROLE stranger');
  });

  it('asks for a password, listens on the loopback alone and speaks UTF-8 and UTC', async () => {
    const running = await start();
    const wrong = running.url('app').replace(/:[^:@]+@/, ':wrong@');
    await expect(query(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed');
    const shown = await query(
      running.superuserUrl('marronnier'),
      `SELECT current_setting('listen_addresses') AS hosts, current_setting('unix_socket_directories') AS sockets,
              current_setting('server_encoding') AS encoding, current_setting('timezone') AS zone,
              current_setting('password_encryption') AS passwords, lower('ÉTÉ') AS lowered`,
    );
    expect(shown).toEqual([
      { hosts: '127.0.0.1', sockets: '', encoding: 'UTF8', zone: 'UTC', passwords: 'scram-sha-256', lowered: 'été' },
    ]);
    expect((await stat(join(dataDir, 'postgres-passwords.json'))).mode & 0o777).toBe(0o600);
  });

  it('loses nothing when the server is killed, even while clients are connected', async () => {
    const running = await start();
    const client = new pg.Client({ connectionString: running.url('owner') });
    await client.connect();
    await client.query(`CREATE TABLE committed AS SELECT 1 AS number`);
    // Its backend computes on for a second, holding the shared memory: the next start has to wait for that.
    const busy = new Promise((resolve) => client.once('notice', resolve));
    const order: string[] = [];
    const statement = client.query(BUSY).finally(() => order.push('statement ended'));
    client.on('error', () => undefined);
    await busy;
    const told = once(journal, 'message');
    process.kill(running.pid, 'SIGKILL');
    expect(await told).toEqual([expect.stringContaining('PostgreSQL stopped unexpectedly (SIGKILL)')]);
    await stop();
    const again = await start();
    order.push('server started');
    await statement;
    expect(order).toEqual(['statement ended', 'server started']);
    expect(again.reused).toBe(false);
    expect(await query(again.url('owner'), 'SELECT * FROM committed')).toEqual([{ number: 1 }]);
  });

  it('takes over the server of a killed service, and stops it in the end', async () => {
    const other = await otherService(dataDir);
    await kill(other.process);
    const running = await start();
    expect(running).toMatchObject({ reused: true, pid: other.serverPid });
    expect(await kept(running)).toEqual(KEPT);
    await stop();
    await expect(query(running.superuserUrl(), 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });

  it('replaces the server of a killed service when it runs with other settings', async () => {
    const other = await otherService(dataDir);
    await kill(other.process);
    const running = await start({ ...FAST, max_connections: '42' });
    expect(running.reused).toBe(false);
    expect(running.pid).not.toBe(other.serverPid);
    expect(await query(running.url('app'), 'SHOW max_connections')).toEqual([{ max_connections: '42' }]);
  });

  it('is refused to a second service, and the first works on', async () => {
    const other = await otherService(dataDir);
    const refusal = await start().catch((cause: unknown) => cause);
    expect(refusal).toBeInstanceOf(DataDirectoryInUse);
    expect(refusal).toMatchObject({ directory: dataDir, holder: other.process.pid });
    expect(() => process.kill(other.serverPid, 0)).not.toThrow();
    await kill(other.process);
    expect(await start()).toMatchObject({ reused: true, pid: other.serverPid });
  });

  it('is refused to a second service of the same process', async () => {
    const running = await start();
    await expect(startEmbeddedPostgres({ dataDir, settings: FAST, log: () => undefined })).rejects.toThrow(
      DataDirectoryInUse,
    );
    expect(await kept(running)).toEqual(KEPT);
  });

  it.each([
    ['was given to another program', () => process.pid],
    ['names no process', () => 4_194_305],
  ])('starts over a postmaster.pid whose number %s', async (_case, pid) => {
    await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), `${pid()}\n${join(dataDir, 'postgres')}\n`);
    expect(await kept(await start())).toEqual(KEPT);
  });

  it('takes another port when its own is taken, and remembers it', async () => {
    const { port } = await start();
    await stop();
    const squatter = createServer().listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    const moved = await start();
    squatter.close();
    expect(moved.port).not.toBe(port);
    expect(JSON.parse(await readFile(join(dataDir, 'cluster.json'), 'utf8'))).toEqual({
      clusterDir: 'postgres',
      port: moved.port,
    });
  });

  it('says why the server does not start, and lets the directory go', async () => {
    await expect(start({ ...FAST, shared_buffers: 'plenty' })).rejects.toThrow(/did not start[^]*shared_buffers/);
    expect(await kept(await start())).toEqual(KEPT);
  });

  it('leaves the data of another major version alone', async () => {
    const versionFile = join(dataDir, 'postgres', 'PG_VERSION');
    const version = await readFile(versionFile, 'utf8');
    await writeFile(versionFile, '16\n');
    await expect(start()).rejects.toThrow(/made by PostgreSQL 16, and .* is PostgreSQL \d+, which cannot read it/);
    await writeFile(versionFile, version);
  });

  it('refuses to begin anew where a database was and is missing', async () => {
    const cluster = join(dataDir, 'postgres');
    await rename(cluster, `${cluster}.elsewhere`);
    await expect(start()).rejects.toThrow(/is missing: .*Restore it, or remove cluster\.json/);
    await rename(`${cluster}.elsewhere`, cluster);
    expect(await kept(await start())).toEqual(KEPT);
  });

  it('does not pass over a PG_BIN that holds nothing', async () => {
    const refused = startEmbeddedPostgres({ dataDir, pgBin: '/nonexistent', log: () => undefined });
    await expect(refused).rejects.toThrow(EmbeddedPostgresError);
    await expect(refused).rejects.toThrow('PG_BIN=/nonexistent');
  });

  it('keeps the cluster where the server can reach it when root closes the directory to others', async () => {
    const closed = await realpath(await mkdtemp(join(tmpdir(), 'marronnier-closed-')));
    const hash = createHash('sha256').update(closed).digest('hex').slice(0, 16);
    const outside = `/var/lib/marronnier/${hash}`;
    const open = () => startEmbeddedPostgres({ dataDir: closed, settings: FAST, log: () => undefined });
    try {
      const first = await open();
      await query(first.url('owner'), 'CREATE TABLE there ()');
      await first.stop();
      const record = JSON.parse(await readFile(join(closed, 'cluster.json'), 'utf8')) as { clusterDir: string };
      expect(record.clusterDir).toBe(isRoot() ? `${outside}/postgres` : 'postgres');
      expect((await stat(closed)).mode & 0o777).toBe(0o700);
      const second = await open();
      expect(await query(second.url('owner'), 'SELECT * FROM there')).toEqual([]);
      await second.stop();
    } finally {
      await rm(closed, { recursive: true });
      if (isRoot()) await rm(outside, { recursive: true });
    }
  });
});

import pg from 'pg';
import { createDatabase } from '#testing';
import { PatientPool } from './patient-pool.js';

let owner: pg.Pool;
let pool: PatientPool;
beforeEach(async () => {
  const { ownerUrl } = await createDatabase('patient_pool');
  owner = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  pool = new PatientPool({ connectionString: ownerUrl, application_name: 'patient', max: 2 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
});
afterEach(async () => {
  await pool.close().catch(() => undefined);
  await owner.end();
});

/** Breaks the pool's connections once `count` of them run a statement. */
async function breakConnections(count = 1): Promise<void> {
  const busy = `from pg_stat_activity where application_name = 'patient' and state = 'active'`;
  while ((await owner.query(`select 1 ${busy}`)).rows.length < count) await new Promise(setImmediate);
  await owner.query(`select pg_terminate_backend(pid) ${busy}`);
}

const ask = async (text: string): Promise<unknown[]> => {
  const client = await pool.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    client.release();
  }
};

it('puts a statement again whose connection broke, on one that is sound', async () => {
  pool.bePatient();
  const answers = Promise.all([ask('select 1 as one from pg_sleep(0.3)'), ask('select 2 as two from pg_sleep(0.3)')]);
  await breakConnections(2);
  expect(await answers).toEqual([[{ one: 1 }], [{ two: 2 }]]);
  expect(await ask('select 3 as three')).toEqual([{ three: 3 }]);
});

it('tells what is wrong with a statement, and keeps the connection', async () => {
  pool.bePatient();
  const backend = await ask('select pg_backend_pid() as pid');
  await expect(ask('select 1 / 0')).rejects.toMatchObject({ code: '22012' });
  expect(await ask('select pg_backend_pid() as pid')).toEqual(backend);
});

it('fails before it is asked to be patient', async () => {
  const answer = ask('select from pg_sleep(10)');
  const failed = expect(answer).rejects.toMatchObject({ code: '57P01' });
  await breakConnections();
  await failed;
});

it('answers what waits, and whatever comes, with nothing once it is closed', async () => {
  pool.bePatient();
  const waiting = ask('select 1 as one from pg_sleep(10)');
  const closing = breakConnections().then(() => pool.close());
  expect(await waiting).toEqual([]);
  await closing;
  expect(await ask('select 1 as one')).toEqual([]);
});

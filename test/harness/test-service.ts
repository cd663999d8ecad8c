import { runOnce } from 'graphile-worker';
import pg from 'pg';
import { openNetworkAccess } from '#channels';
import { newId } from '#kernel';
import { createMediaLibrary, openMediaFiles } from '#media';
import { adapters as builtIn, type NetworkAdapter } from '#networks';
import { connectionOptions, createDataSource, jobEngineLogger, UnitOfWork } from '#persistence';
import {
  type Engine,
  openLedger,
  type PublicationJob,
  PUBLISH_TASK,
  publishPublication,
  type PublishSettings,
  publishSettings,
  RECONCILE_TASK,
  reconcilePublication,
} from '#publishing';
import { ASKING_PASSES, PASSES, schedulerEntities } from '#scheduler';
import { startTestApi, type TestApi, type TestApiOptions } from './test-api.js';

export interface TestServiceOptions extends TestApiOptions {
  /** Beside the built-in ones. */
  networks?: readonly NetworkAdapter[];
  settings?: Partial<PublishSettings>;
}

/** The whole service on a clock that stands still: a test moves it, beats, and the jobs of that beat run to their end. */
export interface TestService extends TestApi {
  /** Every pass that asks no network once, then every job that is ready, until nothing is left to do at this instant. */
  beat(): Promise<void>;
  /** Moves the clock from due instant to due instant up to `instant`, beating at each. */
  advanceTo(instant: string | Date): Promise<void>;
  /** One pass by name, without any job. */
  pass(name: string): Promise<unknown>;
  /** The jobs that are ready now; what they publish or look up happens here. */
  runJobs(): Promise<void>;
  /** SQL as the owner of the tables, for looking behind the curtain. */
  sql<T extends object>(text: string, values?: unknown[]): Promise<T[]>;
}

/** Something that a beat moves on: what waits for a limit to end does not. */
const BUSY = `
  select 1 from publication as p join channel as ch on ch.id = p.channel_id
  where p.state = 'queued' or (p.state in ('scheduled', 'waiting', 'processing', 'reconciling') and p.run_at <= $1
    and not exists (select from rate_bucket as b where b.until > $1
      and ((b.scope = 'network' and b.key = ch.network_id) or (b.scope = 'channel' and b.key = ch.id::text))))
  limit 1`;

/** Moments at which something happens by itself. */
const NEXT_INSTANT = `
  select min(at) as at from (
    select run_at as at from publication where state in ('scheduled', 'waiting', 'processing', 'reconciling')
    union all select late_until + interval '1 second' from publication where state in ('scheduled', 'queued', 'waiting', 'held')
    union all select lease_until from publication where state = 'publishing'
    union all select next_alert_at from occurrence where state = 'open'
    union all select until from rate_bucket
  ) as moments where at > $1`;

export async function startTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const adapters = options.adapters ?? [...builtIn, ...(options.networks ?? [])];
  const api = await startTestApi({ ...options, adapters });
  const url = api.database.schedulerUrl;
  const dataSource = await createDataSource({
    url,
    role: 'scheduler',
    poolSize: 5,
    entities: schedulerEntities,
  }).initialize();
  const pool = new pg.Pool({ connectionString: url, options: connectionOptions('scheduler'), max: 4 });
  pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  const owner = new pg.Pool({ connectionString: api.database.ownerUrl, max: 1 });
  const settings = { ...publishSettings(30_000), random: () => 0, ...options.settings };
  const uow = new UnitOfWork(dataSource);
  const files = openMediaFiles(api.foundation.config);
  const foundation = { ...api.foundation, dataSource };
  const access = openNetworkAccess(foundation, adapters, createMediaLibrary(foundation));
  const parts = { uow, clock: api.clock, settings, worker: `test-${newId()}` };
  const engine: Engine = {
    ...parts,
    access,
    ledger: openLedger(parts),
    calling: (call) => call(),
    behind: (work) => work(),
  };

  const sql = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
    (await owner.query(text, values)).rows as T[];
  const context = { uow, settings, files, access, clock: api.clock, clockTrusted: true };
  const pass = (name: string): Promise<unknown> =>
    [...PASSES, ...ASKING_PASSES].find((candidate) => candidate.name === name)!.run(context, api.clock.now());
  const runJobs = (): Promise<void> =>
    runOnce({
      pgPool: pool,
      noHandleSignals: true,
      concurrency: 4,
      logger: jobEngineLogger((message) => console.error(message)),
      taskList: {
        [PUBLISH_TASK]: (payload) => publishPublication(engine, (payload as PublicationJob).publicationId),
        [RECONCILE_TASK]: (payload) => reconcilePublication(engine, (payload as PublicationJob).publicationId),
      },
    });
  const busy = async (): Promise<boolean> => {
    const rows = await sql(BUSY, [api.clock.now()]);
    return rows.length > 0;
  };
  const beat = async (): Promise<void> => {
    for (let round = 0; round < 50; round++) {
      for (const { name } of PASSES) await pass(name);
      await runJobs();
      if (!(await busy())) return;
    }
  };
  return {
    ...api,
    sql,
    pass,
    runJobs,
    beat,
    async advanceTo(instant) {
      const end = new Date(instant);
      for (;;) {
        await beat();
        const [next] = await sql<{ at: Date | null }>(NEXT_INSTANT, [api.clock.now()]);
        if (!next?.at || next.at > end) break;
        api.clock.set(next.at);
      }
      api.clock.set(end);
      await beat();
    },
    async close() {
      await pool.end();
      await owner.end();
      await dataSource.destroy();
      await api.close();
    },
  };
}

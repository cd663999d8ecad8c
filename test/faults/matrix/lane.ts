import { rm } from 'node:fs/promises';
import pg from 'pg';
import type { Child } from '../child.js';
import { until } from '../until.js';
import { BUNDLED_SCHEDULER } from './bundle.js';
import { openStage, type Service, type Stage } from '../stage.js';
import type { DatabaseUrls } from '#testing';
import { type FaultProxy, startFaultProxy } from './proxy.js';
import {
  contentOf,
  type NetworkFacts,
  SAMPLE_JPEG,
  SAMPLE_MP4,
  type Shape,
  SHAPES,
  type Subject,
  takes,
} from '../../harness/networks/index.js';

/** A publication that waits for its cell. */
export interface Waiting {
  id: string;
  /** Stands in its text, and in no other's. */
  mark: string;
}

/** One database with its own workers and its own proxies; lanes run beside each other. */
export interface Lane {
  proxies: ReadonlyMap<string, FaultProxy>;
  /** As the owner of the tables. */
  sql: Stage['sql'];
  /** Whether the network takes that shape. */
  has(subject: string, shape: Shape): boolean;
  /** A publication of that shape nobody has used. */
  take(subject: string, shape: Shape): Waiting;
  /** Starts what has died, until as many work as there should be. */
  work(): Promise<void>;
  /** Lets a single worker go on, which dies at that commit of its own; `null`: at none. */
  mark(failpoint: { commit: number; when?: 'before' | 'after'; what?: string } | null): Promise<void>;
  /** `kill -9` of whoever works on the publication, and of all when nobody can tell. */
  kill(publicationId: string): Promise<void>;
  /** How many of its workers were killed so far, as `work` noticed. */
  deaths(): number;
  /** What the workers that live have printed. */
  output(): string;
  /** All that was ever printed, and every row that people, receivers or operators read. */
  trace(): Promise<string>;
  close(): Promise<void>;
}

export interface LaneOptions {
  /** Stands in the marks of its posts. */
  name: string;
  urls: DatabaseUrls;
  subjects: readonly Subject[];
  /** How many publications are planned of each shape and network. */
  wanted: ReadonlyMap<string, number>;
  schedulers: number;
  workers: number;
}

/** Two seconds for a call, half a second until a dead worker's rows are looked at: a cell takes seconds. */
const SETTINGS = {
  callDeadline: 2_000,
  lease: 6_000,
  looks: [200, 400, 800, 1_500],
  absentGrace: 500,
  backoff: { base: 50, cap: 400, maxFailures: 8 },
};

export async function openLane({ name, urls, subjects, wanted, schedulers, workers }: LaneOptions): Promise<Lane> {
  const stage = await openStage(urls, SETTINGS);
  const proxies = new Map<string, FaultProxy>();
  for (const subject of subjects) proxies.set(subject.id, await startFaultProxy(subject.url));
  const environment = {
    WORKER_CONCURRENCY: String(workers),
    LOG_LEVEL: 'trace',
    // Networks that fetch by themselves take nothing else; the simulated ones do not go and look.
    PUBLIC_URL: 'https://calendar.example',
    NETWORK_HOSTS: JSON.stringify(
      Object.fromEntries(subjects.map((subject) => [subject.id, throughProxy(subject, subject.hosts, proxies)])),
    ),
  };
  const all: Child[] = [];
  // Dozens of questions a second: one connection for all.
  const pool = new pg.Pool({ connectionString: urls.ownerUrl, max: 1 });
  const sql: Stage['sql'] = async (text, values) => (await pool.query(text, values)).rows as never;
  const stock = await planStock(stage, { name, environment, subjects, wanted, proxies, all });
  let children: Worker[] = [];
  let deaths = 0;
  const start = async (): Promise<void> => {
    const before = new Set(await pools(sql));
    const child = await stage.startScheduler(environment, BUNDLED_SCHEDULER);
    all.push(child);
    children.push({ child, pool: (await pools(sql)).find((pool) => !before.has(pool)) ?? '' });
  };
  return {
    sql,
    proxies,
    has: (subject, shape) => (stock.get(`${subject} ${shape}`)?.length ?? 0) > 0,
    take: (subject, shape) => {
      const next = stock.get(`${subject} ${shape}`)?.pop();
      if (!next) throw new Error(`no publication of ${subject} (${shape}) is left`);
      return next;
    },
    async work() {
      const living = children.filter(({ child }) => child.exitCode() === null);
      deaths += children.length - living.length;
      children = living;
      while (children.length < schedulers) await start();
    },
    async mark(failpoint) {
      // Whoever is to die works alone: nobody else may take its publication.
      await Promise.all(children.splice(1).map(({ child }) => child.stop()));
      if (children.length === 0) await start();
      const { child } = children[0]!;
      const before = child.output().length;
      child.tell(JSON.stringify(failpoint));
      await until('the failpoint is armed', () => Promise.resolve(child.output().includes('armed\n', before)));
    },
    async kill(publicationId) {
      const [row] = await sql<{ owner: string | null }>('select lease_owner as owner from publication where id = $1', [
        publicationId,
      ]);
      const holder = children.filter(({ pool }) => pool === row?.owner);
      await Promise.all((holder.length > 0 ? holder : children).map(({ child }) => child.kill()));
    },
    deaths: () => deaths,
    output: () => children.map(({ child }) => child.output()).join(''),
    trace: async () => [...all.map((child) => child.output()), ...(await readRows(sql))].join('\n'),
    async close() {
      await pool.end();
      // Not all that run: other lanes have theirs.
      await Promise.all(children.map(({ child }) => child.kill()));
      await rm(stage.directory, { recursive: true, force: true });
      for (const proxy of proxies.values()) await proxy.close();
    },
  };
}

interface Worker {
  child: Child;
  /** As `publication.lease_owner` names it. */
  pool: string;
}

const READ_BY_PEOPLE = [
  'attempt',
  'channel',
  'outbox_event',
  'post',
  'post_transition',
  'publication',
  'publication_unit',
];

async function readRows(sql: Stage['sql']): Promise<string[]> {
  const tables = await Promise.all(
    READ_BY_PEOPLE.map((table) => sql<{ row: string }>(`select t::text as row from ${table} as t`)),
  );
  return tables.flat().map(({ row }) => row);
}

async function pools(sql: Stage['sql']): Promise<string[]> {
  const rows = await sql<{ pool: string }>(
    `select split_part(application_name, ' ', 2) as pool from pg_stat_activity
     where datname = current_database() and application_name like 'marronnier-lease %'`,
  );
  return rows.map(({ pool }) => pool);
}

function throughProxy(
  subject: Subject,
  values: Readonly<Record<string, string>>,
  proxies: ReadonlyMap<string, FaultProxy>,
): Record<string, string> {
  const url = proxies.get(subject.id)!.url;
  // Schemes and bare hosts alike: some networks are named without `http://`.
  const swap = (text: string): string =>
    text.replaceAll(subject.url, url).replaceAll(new URL(subject.url).host, new URL(url).host);
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, swap(value)]));
}

interface Created {
  id: string;
}

interface Stock extends Pick<LaneOptions, 'name' | 'subjects' | 'wanted'> {
  environment: Readonly<Record<string, string>>;
  proxies: ReadonlyMap<string, FaultProxy>;
  /** Takes the service's process too. */
  all: Child[];
}

/** Plans everything through a service that then goes away: what is left are publications of tomorrow. */
async function planStock(
  stage: Stage,
  { name, environment, subjects, wanted, proxies, all }: Stock,
): Promise<Map<string, Waiting[]>> {
  const service = await stage.startService({ ...environment, MARRONNIER_DEMO: 'false' });
  all.push(service);
  const stock = new Map<string, Waiting[]>();
  const brand = { name: 'Fournil', timezone: 'Europe/Paris', languages: ['fr'] };
  const { id: brandId } = await service.call<Created>('POST', '/v1/brands', brand);
  const media = {
    image: await upload(service, brandId, 'pain.jpg', SAMPLE_JPEG),
    video: await upload(service, brandId, 'pain.mp4', SAMPLE_MP4),
  };
  for (const subject of subjects) {
    const facts = await service.call<NetworkFacts>('GET', `/v1/networks/${subject.id}`);
    const credentials = throughProxy(subject, subject.credentials, proxies);
    const channel = { networkId: subject.id, displayName: subject.id, credentials };
    const {
      id: channelId,
      health,
      healthReason,
    } = await service.call<Created & { health: string; healthReason: string | null }>(
      'POST',
      `/v1/brands/${brandId}/channels`,
      channel,
    );
    if (health !== 'ok') throw new Error(`${subject.id} cannot be connected: ${healthReason}`);
    for (const shape of SHAPES) {
      const key = `${subject.id} ${shape}`;
      const waiting: Waiting[] = [];
      if (!takes(shape, facts)) continue;
      for (let number = 0; number < (wanted.get(key) ?? 0); number++) {
        const mark = `${name}-${subject.id}-${shape}-${number}.`;
        const content = contentOf(shape, `Fournée ${mark}`, facts, media);
        const variants = subject.options ? { [channelId]: { options: subject.options } } : {};
        waiting.push({ id: await schedule(service, brandId, channelId, { content, variants }), mark });
      }
      stock.set(key, waiting);
    }
  }
  await service.stop();
  return stock;
}

async function schedule(service: Service, brandId: string, channelId: string, fields: object): Promise<string> {
  const scheduledAt = new Date(Date.now() + 86_400_000).toISOString();
  const purpose = { format: 'tip', objective: 'advice', stage: 'customer' };
  const body = { ...purpose, scheduledAt, channelIds: [channelId], ...fields };
  const post = await service.call<Created>('POST', `/v1/brands/${brandId}/posts`, body);
  await service.call('POST', `/v1/posts/${post.id}/schedule`);
  const { data } = await service.call<{ data: Created[] }>('GET', `/v1/posts/${post.id}/publications`);
  return data[0]!.id;
}

async function upload(service: Service, brandId: string, name: string, content: Buffer): Promise<string> {
  const form = new FormData();
  form.set('brandId', brandId);
  form.set('altText', 'Un pain');
  form.set('file', new Blob([new Uint8Array(content)]), name);
  return (await service.send<Created>('POST', '/v1/media', form)).id;
}

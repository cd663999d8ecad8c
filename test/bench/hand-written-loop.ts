import pg from 'pg';
import { connectionOptions } from '#persistence';
import { type BenchDatabase, CONCURRENCY } from './stage.js';

/**
 * What somebody would write without a ledger: as many connections as there may be calls, each of which takes the next due
 * publication, announces the call, makes it, and records it. It leaves the same rows behind and makes the same call;
 * it knows no brand's turn, no pause, no charter, no limit, no channel that is busy, no lease that ends, and waits for
 * nobody. Answers seconds from `dueAt` to the last commit.
 */
export async function runLoop(database: BenchDatabase, dueAt: Date): Promise<number> {
  const clients = await Promise.all(Array.from({ length: CONCURRENCY }, () => connect(database.schedulerUrl)));
  await Promise.all(clients.map((client) => publishAll(client)));
  const seconds = (Date.now() - dueAt.getTime()) / 1000;
  await Promise.all(clients.map((client) => client.end()));
  return seconds;
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options: connectionOptions('scheduler') });
  await client.connect();
  return client;
}

interface Taken {
  id: string;
  post_id: string;
  channel_id: string;
  base_url: string;
  text: string;
}

async function publishAll(client: pg.Client): Promise<void> {
  for (;;) {
    const taken = await take(client);
    if (!taken) return;
    const key = `${taken.id}.0`;
    const state = { v: 1, key, kind: 'post', wire: { text: taken.text }, parentId: null, remote: null };
    await run(client, ANNOUNCE, [taken.id, key, JSON.stringify(state)]);
    const remote = await send(taken, state);
    await settle(client, taken, { ...state, remote }, remote);
  }
}

async function take(client: pg.Client): Promise<Taken | undefined> {
  await client.query('begin');
  const [next] = await run<Taken & { version_id: string }>(client, NEXT, []);
  if (next) {
    await run(client, CLAIM, [next.id, next.version_id]);
    await run(client, ATTEMPT, [next.id]);
    await run(client, MOVE_POST, [next.post_id, 'publishing']);
    await run(client, TRANSITION, [next.post_id, 'scheduled', 'publishing']);
  }
  await client.query('commit');
  return next;
}

interface Remote {
  id: string;
  url: string;
}

async function send(taken: Taken, { key, kind, wire, parentId }: Record<string, unknown>): Promise<Remote> {
  const answer = await fetch(`${taken.base_url}/posts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key, kind, wire, parentId, channelId: taken.channel_id }),
    signal: AbortSignal.timeout(30_000),
  });
  if (answer.status !== 201) throw new Error(`the network answered ${answer.status}`);
  return (await answer.json()) as Remote;
}

async function settle(client: pg.Client, taken: Taken, state: object, { id, url }: Remote): Promise<void> {
  await client.query('begin');
  await run(client, UNIT, [taken.id, JSON.stringify(state), id, url]);
  await run(client, END_ATTEMPT, [taken.id]);
  await run(client, PUBLISHED, [taken.id, id, url]);
  await run(client, TELL_PUBLICATION, [taken.id]);
  await run(client, MOVE_POST, [taken.post_id, 'published']);
  await run(client, TRANSITION, [taken.post_id, 'publishing', 'published']);
  await run(client, TELL_POST, [taken.post_id]);
  await client.query('commit');
}

interface Statement {
  name: string;
  text: string;
}

async function run<Row extends pg.QueryResultRow>(
  client: pg.Client,
  { name, text }: Statement,
  values: unknown[],
): Promise<Row[]> {
  return (await client.query<Row>({ name, text, values })).rows;
}

const SYSTEM = `'{"kind": "system", "id": null, "label": "Loop"}'::jsonb`;

const NEXT: Statement = {
  name: 'next',
  text: `select p.id, p.post_id, p.channel_id, ch.public_settings ->> 'baseUrl' as base_url, v.id as version_id, v.snapshot #>> '{content,text}' as text
    from publication as p join channel as ch on ch.id = p.channel_id join post on post.id = p.post_id
    join post_version as v on v.id = post.current_version_id
    where p.state = 'scheduled' and p.run_at <= now() order by p.run_at, p.id limit 1 for no key update of p skip locked`,
};
const CLAIM: Statement = {
  name: 'claim',
  text: `update publication set state = 'publishing', lease_token = uuidv7(), lease_until = now() + interval '1 minute', lease_owner = 'loop',
    tries = tries + 1, post_version_id = $2, updated_at = now(), version = version + 1 where id = $1`,
};
const ATTEMPT: Statement = {
  name: 'attempt',
  text: `insert into attempt (id, publication_id, number, started_at, worker) values (uuidv7(), $1, 1, now(), 'loop')`,
};
const MOVE_POST: Statement = {
  name: 'move post',
  text: `update post set state = $2, updated_at = now(), version = version + 1 where id = $1`,
};
const TRANSITION: Statement = {
  name: 'transition',
  text: `insert into post_transition (id, post_id, brand_id, from_state, to_state, verb, actor, created_at)
    select uuidv7(), id, brand_id, $2, $3, 'ledger', ${SYSTEM}, now() from post where id = $1`,
};
const ANNOUNCE: Statement = {
  name: 'announce',
  text: `insert into publication_unit (publication_id, unit, kind, key, adapter_state, armed)
    values ($1, 0, 'post', $2, $3::jsonb, jsonb_build_object('step', 'publish', 'attempt', 1, 'at', now(), 'deadline', 30000))`,
};
const UNIT: Statement = {
  name: 'unit',
  text: `update publication_unit set adapter_state = $2::jsonb, armed = null, remote_id = $3, remote_url = $4, done_at = now()
    where publication_id = $1 and unit = 0`,
};
const END_ATTEMPT: Statement = {
  name: 'end attempt',
  text: `update attempt set finished_at = now(), outcome = 'published', unit = 0 where publication_id = $1 and number = 1`,
};
const PUBLISHED: Statement = {
  name: 'published',
  text: `update publication set state = 'published', remote_id = $2, remote_url = $3, published_at = now(), started = true,
    lease_token = null, lease_until = null, lease_owner = null, updated_at = now(), version = version + 1 where id = $1`,
};
const TELL_PUBLICATION: Statement = {
  name: 'tell publication',
  text: `insert into outbox_event (id, type, agency_id, brand_id, subject_id, actor, data, created_at)
    select uuidv7(), 'publication.published', agency_id, brand_id, post_id, ${SYSTEM},
      to_jsonb(p) || jsonb_build_object('attempts', (select jsonb_agg(a) from attempt as a where a.publication_id = p.id)), now()
    from publication as p where id = $1`,
};
const TELL_POST: Statement = {
  name: 'tell post',
  text: `insert into outbox_event (id, type, agency_id, brand_id, subject_id, actor, data, created_at)
    select uuidv7(), 'post.published', agency_id, brand_id, id, ${SYSTEM}, to_jsonb(post), now() from post where id = $1`,
};

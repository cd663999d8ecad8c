import pg from 'pg';
import { connectionOptions } from '#persistence';
import { type BenchDatabase, CONCURRENCY } from './stage.js';

/**
 * What somebody would write without a ledger: as many connections as there may be calls, each of which takes the next due
 * publication, announces the call, makes it, and records it, each in one statement. It leaves the same rows behind and makes
 * the same call; it knows no brand's turn, no pause, no charter, no limit, no channel that is busy, no lease that ends,
 * and waits for nobody. Answers seconds from `dueAt` to the last commit.
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
  channel_id: string;
  base_url: string;
  text: string;
}

async function publishAll(client: pg.Client): Promise<void> {
  for (;;) {
    const [taken] = await run<Taken>(client, TAKE, []);
    if (!taken) return;
    const key = `${taken.id}.0`;
    const state = { v: 1, key, kind: 'post', wire: { text: taken.text }, parentId: null, remote: null };
    await run(client, ANNOUNCE, [taken.id, key, JSON.stringify(state)]);
    const remote = await send(taken, state);
    await run(client, SETTLE, [taken.id, JSON.stringify({ ...state, remote }), remote.id, remote.url]);
  }
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

const TAKE: Statement = {
  name: 'take',
  text: `with next as (
      select p.id, p.post_id, p.channel_id, ch.public_settings ->> 'baseUrl' as base_url, v.id as version_id,
        v.snapshot #>> '{content,text}' as text
      from publication as p join channel as ch on ch.id = p.channel_id join post on post.id = p.post_id
      join post_version as v on v.id = post.current_version_id
      where p.state = 'scheduled' and p.run_at <= now() order by p.run_at, p.id limit 1 for no key update of p skip locked
    ), claimed as (
      update publication as p set state = 'publishing', lease_token = uuidv7(), lease_until = now() + interval '1 minute',
        lease_owner = 'loop', tries = tries + 1, post_version_id = next.version_id, updated_at = now(), version = version + 1
      from next where p.id = next.id
    ), tried as (
      insert into attempt (id, publication_id, number, started_at, worker) select uuidv7(), id, 1, now(), 'loop' from next
    ), moved as (
      update post set state = 'publishing', updated_at = now(), version = version + 1
      from next where post.id = next.post_id returning post.id, post.brand_id
    ), told as (
      insert into post_transition (id, post_id, brand_id, from_state, to_state, verb, actor, created_at)
      select uuidv7(), id, brand_id, 'scheduled', 'publishing', 'ledger', ${SYSTEM}, now() from moved
    )
    select id, channel_id, base_url, text from next`,
};
const ANNOUNCE: Statement = {
  name: 'announce',
  text: `insert into publication_unit (publication_id, unit, kind, key, adapter_state, armed)
    values ($1, 0, 'post', $2, $3::jsonb, jsonb_build_object('step', 'publish', 'attempt', 1, 'at', now(), 'deadline', 30000))`,
};
const SETTLE: Statement = {
  name: 'settle',
  text: `with unit as (
      update publication_unit set adapter_state = $2::jsonb, armed = null, remote_id = $3, remote_url = $4, done_at = now()
      where publication_id = $1 and unit = 0
    ), ended as (
      update attempt set finished_at = now(), outcome = 'published', unit = 0
      where publication_id = $1 and number = 1 returning *
    ), published as (
      update publication set state = 'published', remote_id = $3, remote_url = $4, published_at = now(), started = true,
        lease_token = null, lease_until = null, lease_owner = null, updated_at = now(), version = version + 1
      where id = $1 returning *
    ), moved as (
      update post set state = 'published', updated_at = now(), version = post.version + 1
      from published where post.id = published.post_id returning post.*
    ), noted as (
      insert into post_transition (id, post_id, brand_id, from_state, to_state, verb, actor, created_at)
      select uuidv7(), id, brand_id, 'publishing', 'published', 'ledger', ${SYSTEM}, now() from moved
    )
    insert into outbox_event (id, type, agency_id, brand_id, subject_id, actor, data, created_at)
    select uuidv7(), 'publication.published', agency_id, brand_id, post_id, ${SYSTEM},
      to_jsonb(published) || jsonb_build_object('attempts', (select jsonb_agg(ended) from ended)), now()
    from published
    union all
    select uuidv7(), 'post.published', agency_id, brand_id, id, ${SYSTEM}, to_jsonb(moved), now() from moved`,
};

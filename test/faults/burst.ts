import { until } from './until.js';
import type { Service, Stage } from './stage.js';

/** So many channels of one network, each with so many posts. */
export interface Wave {
  networkId: 'feed' | 'scripted_asked' | 'scripted_mute';
  channels: number;
  postsPerChannel: number;
}

const BRANDS = 4;
const AT_ONCE = 8;
const DAY = 86_400_000;

interface Created {
  id: string;
}

/** Plans every post of `waves` for tomorrow, through the api; the channels are spread over four brands. */
export async function planBurst(service: Service, waves: readonly Wave[], baseUrl: string): Promise<void> {
  const brands = await inTurns(Array.from({ length: BRANDS }, (_, index) => () => createBrand(service, index)));
  const scheduledAt = new Date(Date.now() + DAY).toISOString();
  const channels = waves.flatMap((wave) => Array.from({ length: wave.channels }, () => wave));
  await inTurns(
    channels.map((wave, index) => async () => {
      const brandId = brands[index % BRANDS]!.id;
      const { id } = await createChannel(service, brandId, wave.networkId, baseUrl);
      for (let post = 0; post < wave.postsPerChannel; post++) {
        const content = { text: `Annonce ${index}.${post}` };
        await schedulePost(service, brandId, { scheduledAt, channelIds: [id], content });
      }
    }),
  );
}

function createBrand(service: Service, index: number): Promise<Created> {
  const body = { name: `Marque ${index}`, timezone: 'Europe/Paris', languages: ['fr'] };
  return service.call('POST', '/v1/brands', body);
}

function createChannel(service: Service, brandId: string, networkId: string, baseUrl: string): Promise<Created> {
  const credentials = networkId === 'feed' ? {} : { baseUrl };
  return service.call('POST', `/v1/brands/${brandId}/channels`, { networkId, displayName: networkId, credentials });
}

async function schedulePost(service: Service, brandId: string, fields: object): Promise<void> {
  const body = { format: 'tip', objective: 'advice', stage: 'customer', ...fields };
  const { id } = await service.call<Created>('POST', `/v1/brands/${brandId}/posts`, body);
  await service.call('POST', `/v1/posts/${id}/schedule`);
}

/** Makes all that is scheduled due at this very moment: the burst must not depend on how long its planning took. */
export async function makeDue(stage: Stage): Promise<void> {
  await stage.sql(
    `update publication set due_at = clock_timestamp(), run_at = clock_timestamp(), late_until = clock_timestamp() + interval '2 hours'
     where state = 'scheduled'`,
  );
}

/** How many publications are in each state. */
export async function countStates(stage: Stage): Promise<Record<string, number>> {
  const rows = await stage.sql<{ state: string; count: number }>(
    'select state, count(*)::int as count from publication group by state order by state',
  );
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}

const FINAL = ['published', 'failed', 'missed', 'cancelled', 'unconfirmed'];

/** Waits until nothing is planned, under way or in doubt any more. */
export async function untilSettled(stage: Stage, millis: number): Promise<void> {
  let states: Record<string, number> = {};
  await until(
    'every publication is settled',
    async () => {
      states = await countStates(stage);
      return Object.keys(states).every((state) => FINAL.includes(state));
    },
    millis,
    () => JSON.stringify(states),
  );
}

/** What the ledger says of one publication, and how often it really is out. */
export interface Outcome {
  id: string;
  networkId: string;
  state: string;
  reason: string | null;
  armed: object | null;
  attempts: { number: number; outcome: string | null; worker: string }[];
  /** How often the network has it. */
  out: number;
}

/** `log`: how often each key stands in the scripted network's log. */
export async function outcomes(stage: Stage, log: ReadonlyMap<string, number>): Promise<Outcome[]> {
  const rows = await stage.sql<Omit<Outcome, 'out'> & { key: string | null; entries: number }>(
    `select p.id, ch.network_id as "networkId", p.state, p.reason, u.armed, u.key,
       (select count(*)::int from feed_entry as e where e.key = p.id || '.0') as entries,
       coalesce((select json_agg(json_build_object('number', a.number, 'outcome', a.outcome, 'worker', a.worker) order by a.number)
         from attempt as a where a.publication_id = p.id), '[]') as attempts
     from publication as p join channel as ch on ch.id = p.channel_id
     left join publication_unit as u on u.publication_id = p.id order by p.id`,
  );
  return rows.map(({ entries, key, ...row }) => ({
    ...row,
    out: row.networkId === 'feed' ? entries : (log.get(key ?? `${row.id}.0`) ?? 0),
  }));
}

/** Runs the tasks, a few at a time, and answers their results in order. */
async function inTurns<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const waiting = [...tasks.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await next[1]();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}

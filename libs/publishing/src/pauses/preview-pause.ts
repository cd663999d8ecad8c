import type { BrandScope } from '#kernel';
import { scopeCondition, sqlRows, type Tx } from '#persistence';
import { PAUSE_COVERS } from './pause-scope.js';
import type { PauseView } from './pause-view.js';

/** What a pause would stop if it stood now. */
export interface PausePreview {
  /** Publications due within 30 days that it covers. */
  count: number;
  perBrand: { brandId: string; count: number }[];
  perChannel: { channelId: string; brandId: string; count: number }[];
  /** The first 50, by due time. */
  publications: { id: string; postId: string; channelId: string; dueAt: string }[];
  /** Being sent right now, or partly out: a pause does not call them back. */
  inFlight: number;
}

interface ChannelRow {
  channelId: string;
  brandId: string;
  stopped: number;
  inFlight: number;
}

interface StoppedRow {
  id: string;
  postId: string;
  channelId: string;
  dueAt: Date;
}

const DAYS = 30;
const SHOWN = 50;

/** $1 until when; $2 to $6 the pause; from $7 on what the caller sees. */
const COVERED = (within: string): string => `
  from (select $2::uuid as agency_id, $3::uuid as brand_id, $4::text as network_id, $5::uuid as channel_id, $6::text as pillar) as pause
  join publication as p on p.agency_id = pause.agency_id
  join channel as ch on ch.id = p.channel_id
  join post on post.id = p.post_id
  where p.state in ('scheduled', 'queued', 'waiting', 'publishing', 'processing', 'reconciling') and p.due_at < $1
    and ${PAUSE_COVERS} and ${within}`;

const IN_FLIGHT = `(p.started or p.state in ('publishing', 'processing', 'reconciling'))`;

/** Counted in the database: the answer is as short with a hundred thousand publications as with ten. */
export async function previewPause(
  tx: Tx,
  caller: BrandScope,
  { brandId, networkId, channelId, pillar }: PauseView['scope'],
  now: Date,
): Promise<PausePreview> {
  const within = scopeCondition(caller, 7, 'p');
  const until = new Date(now.getTime() + DAYS * 86_400_000);
  const values = [until, caller.agencyId, brandId, networkId, channelId, pillar, ...within.values];
  const channels = await sqlRows<ChannelRow>(
    tx,
    `select p.channel_id as "channelId", p.brand_id as "brandId", count(*) filter (where not ${IN_FLIGHT})::int as stopped,
       count(*) filter (where ${IN_FLIGHT})::int as "inFlight"
     ${COVERED(within.sql)} group by p.brand_id, p.channel_id order by p.brand_id, p.channel_id`,
    values,
  );
  const first = await sqlRows<StoppedRow>(
    tx,
    `select p.id, p.post_id as "postId", p.channel_id as "channelId", p.due_at as "dueAt"
     ${COVERED(within.sql)} and not ${IN_FLIGHT} order by p.due_at, p.id limit ${SHOWN}`,
    values,
  );
  return toPreview(channels, first);
}

function toPreview(channels: readonly ChannelRow[], first: readonly StoppedRow[]): PausePreview {
  const stopping = channels.filter(({ stopped }) => stopped > 0);
  const perBrand = new Map<string, number>();
  for (const { brandId, stopped } of stopping) perBrand.set(brandId, (perBrand.get(brandId) ?? 0) + stopped);
  return {
    count: sum(stopping.map(({ stopped }) => stopped)),
    perBrand: [...perBrand].map(([brandId, count]) => ({ brandId, count })),
    perChannel: stopping.map(({ channelId, brandId, stopped: count }) => ({ channelId, brandId, count })),
    publications: first.map((row) => ({ ...row, dueAt: row.dueAt.toISOString() })),
    inFlight: sum(channels.map(({ inFlight }) => inFlight)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

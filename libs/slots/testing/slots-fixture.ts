import { agenciesEntities, createAgency } from '#agencies';
import { brandsEntities, BrandService } from '#brands';
import { channelsEntities } from '#channels';
import { type BrandScope, DomainError, newId, SYSTEM } from '#kernel';
import { createDataSource, sqlRows, type Tx, UnitOfWork } from '#persistence';
import {
  markOccurrence,
  OccurrenceService,
  type OccurrenceView,
  type SlotInput,
  slotsEntities,
  SlotService,
  type SlotView,
} from '#slots';
import { openTestDatabase } from '#testing';
import type { DataSource } from 'typeorm';

/** A brand in Paris, its agency's scope, a member and a channel. */
export interface Bakery {
  scope: BrandScope;
  brandId: string;
  memberId: string;
  channelId: string;
}

export type SlotsFixture = Awaited<ReturnType<typeof openSlotsFixture>>;

/** The services on a database of their own, under the roles of the product. Posts: those that a spec pretends. */
export async function openSlotsFixture() {
  const database = await openTestDatabase();
  const entities = [...agenciesEntities, ...brandsEntities, ...channelsEntities, ...slotsEntities];
  const sources: DataSource[] = [];
  const open = async (url: string, role: 'app' | 'scheduler' | 'owner'): Promise<UnitOfWork> => {
    const source = await createDataSource({ url, role, poolSize: 3, entities }).initialize();
    sources.push(source);
    return new UnitOfWork(source);
  };
  const uow = await open(database.appUrl, 'app');
  const scheduler = await open(database.schedulerUrl, 'scheduler');
  const owner = await open(database.ownerUrl, 'owner');
  const posts = new Map<string, string>();
  const slots = new SlotService();
  const occurrences = new OccurrenceService({
    postIdsOf: (_tx, ids) => Promise.resolve(new Map([...posts].filter(([id]) => ids.includes(id)))),
  });
  return {
    uow,
    scheduler,
    slots,
    occurrences,
    posts,
    run: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => uow.run(work),
    query: <T>(sql: string, values: unknown[] = []): Promise<T[]> => owner.read((tx) => sqlRows<T>(tx, sql, values)),
    async reset(): Promise<void> {
      posts.clear();
      await database.truncate();
    },
    async bakery(now: Date): Promise<Bakery> {
      return owner.run((tx) => makeBakery(tx, now));
    },
    async slot(bakery: Bakery, input: Partial<SlotInput>, now: Date): Promise<SlotView> {
      return uow.run((tx) =>
        slots.create(tx, bakery.brandId, { ...MONDAY_VIDEO, ...input }, { scope: bakery.scope, actor: SYSTEM, now }),
      );
    },
    async fill(id: string, now: Date): Promise<void> {
      await uow.run((tx) => markOccurrence(tx, id, 'filled', null, now));
    },
    async list(bakery: Bakery, slotId: string, from: string, to: string): Promise<OccurrenceView[]> {
      return uow.read((tx) => occurrences.occurrencesOf(tx, bakery.scope, slotId, new Date(from), new Date(to)));
    },
    async close(): Promise<void> {
      await Promise.all(sources.map((source) => source.destroy()));
      await database.close();
    },
  };
}

export const MONDAY_VIDEO: SlotInput = {
  title: 'Vidéo du lundi',
  format: 'video',
  recurrence: { startsAt: '2026-11-30T09:00', timezone: 'Europe/Paris', rrule: 'FREQ=WEEKLY;BYDAY=MO' },
};

async function makeBakery(tx: Tx, now: Date): Promise<Bakery> {
  const agency = await createAgency(tx, { name: 'Les Marronniers' }, now);
  const scope: BrandScope = { agencyId: agency.id, brands: 'all' };
  const input = { name: 'Boulangerie Lefèvre', timezone: 'Europe/Paris' };
  const brand = await new BrandService().create(tx, { scope, actor: SYSTEM }, input, now);
  const [memberId, channelId] = [newId(), newId()];
  await tx.query(`insert into member (id, agency_id, name, email, created_at) values ($1, $2, 'Anne', $3, $4)`, [
    memberId,
    agency.id,
    `${memberId}@example.org`,
    now,
  ]);
  await tx.query(
    `insert into channel (id, agency_id, brand_id, network_id, display_name, health, created_by, created_at, updated_at)
     values ($1, $2, $3, 'feed', 'Fil', 'ok', $4, $5, $5)`,
    [channelId, agency.id, brand.id, JSON.stringify(SYSTEM), now],
  );
  return { scope, brandId: brand.id, memberId, channelId };
}

/** The code that `work` is refused with, or `accepted`. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'accepted';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

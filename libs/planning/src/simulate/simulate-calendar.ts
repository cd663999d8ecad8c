import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { NETWORK_REGISTRY } from '#channels';
import { type BrandScope, DomainError } from '#kernel';
import type { NetworkRegistry } from '#networks';
import type { Tx } from '#persistence';
import { readBlackouts, readKnownDates, readSlots, requireBrands } from './read-calendar.js';
import { readChannels, readPauses, readPosts, readPublications } from './read-plans.js';
import { simulate } from './simulate.js';
import { compareEntries, type SimulationEntry } from './simulation-entry.js';
import type { SimulationInput, SimulationWindow } from './simulation-input.js';
import { splitByBrand } from './split-by-brand.js';
import { type SimulationSummary, summarise } from './summarise.js';

export interface SimulationQuery {
  brandIds: readonly string[];
  /** Half-open, at most 366 days. */
  from: Date;
  to: Date;
}

export interface Simulation {
  simulatedAt: Date;
  from: Date;
  to: Date;
  /** Of all entries, shown or not. */
  summary: SimulationSummary;
  /** By plan; the first 20,000. */
  entries: SimulationEntry[];
  truncated: boolean;
}

const MAX_DAYS = 366;
const DAY = 86_400_000;
const MAX_ENTRIES = 20_000;

/** Says what the scheduler will do; writes nothing, and asks nothing that the scheduler wrote. */
@Injectable()
export class SimulateCalendar {
  constructor(@Inject(NETWORK_REGISTRY) private readonly registry: NetworkRegistry) {}

  /** Nine queries, however many brands. @throws DomainError `request.range_invalid`, `brand.not_found` */
  async run(tx: Tx, scope: BrandScope, { brandIds, from, to }: SimulationQuery, now: Date): Promise<Simulation> {
    checkWindow(from, to);
    const window = { from, to, now };
    const entries = await foresee(await this.read(tx, scope, brandIds, window), window);
    return {
      ...{ simulatedAt: now, from, to },
      summary: summarise(entries),
      entries: entries.slice(0, MAX_ENTRIES),
      truncated: entries.length > MAX_ENTRIES,
    };
  }

  private async read(
    tx: Tx,
    scope: BrandScope,
    brandIds: readonly string[],
    window: SimulationWindow,
  ): Promise<SimulationInput> {
    const brands = await requireBrands(tx, scope, brandIds);
    const blackouts = await readBlackouts(tx, brands);
    const slots = await readSlots(tx, brands, blackouts);
    const reach = Math.max(0, ...blackouts.standing.map(({ shift }) => shift?.maxDays ?? 0));
    const dates = await readKnownDates(tx, brands, slots, reach, window);
    const channels = await readChannels(tx, brands);
    return {
      ...{ slots, dates, blackouts: blackouts.standing },
      posts: await readPosts(tx, brands, dates, window),
      publications: await readPublications(tx, brands, window),
      channels: channels.map((channel) => ({ ...channel, networkKnown: this.knows(channel.networkId) })),
      pauses: await readPauses(tx, brands),
    };
  }

  private knows(networkId: string): boolean {
    return this.registry.get(networkId) !== undefined;
  }
}

/** Brand by brand, for they do not touch each other: in between, others get their answers. */
async function foresee(input: SimulationInput, window: SimulationWindow): Promise<SimulationEntry[]> {
  const entries: SimulationEntry[][] = [];
  for (const part of splitByBrand(input)) {
    entries.push(simulate(part, window));
    await setImmediate();
  }
  return entries.flat().sort(compareEntries);
}

function checkWindow(from: Date, to: Date): void {
  const days = (to.getTime() - from.getTime()) / DAY;
  if (!(days > 0 && days <= MAX_DAYS)) throw DomainError.at('/to', 'request.range_invalid', { maxDays: MAX_DAYS });
}

import type { LocalTime, Zone } from '#kernel';
import { SIMULATION_OUTCOMES, type SimulationEntry, type SimulationOutcome } from './simulation-entry.js';

export type OutcomeCounts = Record<SimulationOutcome, number>;

/** The dates of a slot on which nothing goes out although something should. */
export interface SlotGaps {
  slotId: string;
  brandId: string;
  count: number;
  first: { occurrenceId: string; at: Date; localTime: LocalTime; timezone: Zone };
}

export interface SimulationSummary {
  /** Of all entries. */
  total: number;
  byOutcome: OutcomeCounts;
  byBrand: { brandId: string; byOutcome: OutcomeCounts }[];
  /** By the local month of each entry, `YYYY-MM`. */
  byMonth: { month: string; byOutcome: OutcomeCounts }[];
  /** Dates that are `empty` or `unscheduled`, by their first one. */
  gaps: SlotGaps[];
}

/** The entries in numbers; they come sorted. */
export function summarise(entries: readonly SimulationEntry[]): SimulationSummary {
  const byBrand = countBy(entries, ({ brandId }) => brandId);
  const byMonth = countBy(entries, ({ localTime }) => localTime.slice(0, 7));
  return {
    total: entries.length,
    byOutcome: countAll(entries),
    byBrand: byBrand.map(([brandId, byOutcome]) => ({ brandId, byOutcome })),
    byMonth: byMonth.map(([month, byOutcome]) => ({ month, byOutcome })),
    gaps: gapsOf(entries),
  };
}

function noCounts(): OutcomeCounts {
  return Object.fromEntries(SIMULATION_OUTCOMES.map((outcome) => [outcome, 0])) as OutcomeCounts;
}

function countAll(entries: readonly SimulationEntry[]): OutcomeCounts {
  const counts = noCounts();
  for (const { outcome } of entries) counts[outcome] += 1;
  return counts;
}

function countBy(
  entries: readonly SimulationEntry[],
  keyOf: (entry: SimulationEntry) => string,
): [string, OutcomeCounts][] {
  const groups = new Map<string, OutcomeCounts>();
  for (const entry of entries) {
    const counts = groups.get(keyOf(entry)) ?? noCounts();
    counts[entry.outcome] += 1;
    groups.set(keyOf(entry), counts);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function gapsOf(entries: readonly SimulationEntry[]): SlotGaps[] {
  const gaps = new Map<string, SlotGaps>();
  for (const { outcome, slotId, brandId, occurrenceId, at, localTime, timezone } of entries) {
    if ((outcome !== 'empty' && outcome !== 'unscheduled') || slotId === null || occurrenceId === null) continue;
    const known = gaps.get(slotId);
    if (known) known.count += 1;
    else gaps.set(slotId, { slotId, brandId, count: 1, first: { occurrenceId, at, localTime, timezone } });
  }
  return [...gaps.values()];
}

import { ApiProperty } from '@nestjs/swagger';
import {
  type OutcomeCounts,
  type Simulation,
  SIMULATION_OUTCOMES,
  SIMULATION_REASONS,
  type SimulationEntry,
  type SimulationOutcome,
  type SimulationReason,
  type SimulationReasonCode,
  type SlotGaps,
} from '#planning';
import { BLACKOUT_ACTIONS, type BlackoutAction } from '#slots';

const optionalId = { type: String, format: 'uuid', nullable: true } as const;
const optionalInstant = { type: String, format: 'date-time', nullable: true } as const;

class SimulationReasonResponse implements SimulationReason {
  @ApiProperty({ enum: SIMULATION_REASONS })
  code: SimulationReasonCode;

  @ApiProperty()
  en: string;

  @ApiProperty()
  fr: string;
}

class SimulationBlackoutResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ enum: BLACKOUT_ACTIONS })
  action: BlackoutAction;
}

class SimulationEntryResponse {
  @ApiProperty({ format: 'date-time', description: 'When it is planned.' })
  at: string;

  @ApiProperty({ example: '2026-11-30T09:00' })
  localTime: string;

  @ApiProperty({ example: 'Europe/Paris' })
  timezone: string;

  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty({ ...optionalId, description: 'Null: a post with a time of its own.' })
  slotId: string | null;

  @ApiProperty({ type: String, nullable: true })
  occurrenceId: string | null;

  @ApiProperty({ ...optionalId, description: 'Null: the date is empty.' })
  postId: string | null;

  @ApiProperty({
    ...optionalId,
    description: 'Null: nothing is to go out. A scheduled post has one entry per channel.',
  })
  channelId: string | null;

  @ApiProperty({
    enum: SIMULATION_OUTCOMES,
    description:
      '`published`: goes out. `missed`: was to go out, and may not before its late window ends. `failed`: cannot go out on this channel. ' +
      '`unconfirmed`: was sent, a person has to look. `held`: a part is out, the rest waits for a person. `cancelled`: withdrawn on this channel. ' +
      '`empty`: nothing fills the date. `unscheduled`: there is a post that nobody has scheduled. `skipped`: nothing was to go out.',
  })
  outcome: SimulationOutcome;

  @ApiProperty()
  reason: SimulationReasonResponse;

  @ApiProperty({ ...optionalInstant, description: 'When only a person can change it any more; null: already so.' })
  settledAt: string | null;

  @ApiProperty({ ...optionalInstant, description: 'From when on it is held.' })
  heldFrom: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Where its rule has a date that a blackout moves.' })
  shiftedFrom: string | null;

  @ApiProperty({
    type: SimulationBlackoutResponse,
    nullable: true,
    description: 'What skips, moves or closes the date.',
  })
  blackout: SimulationBlackoutResponse | null;
}

class OutcomeCountsResponse implements OutcomeCounts {
  @ApiProperty()
  published: number;

  @ApiProperty()
  missed: number;

  @ApiProperty()
  failed: number;

  @ApiProperty()
  unconfirmed: number;

  @ApiProperty()
  held: number;

  @ApiProperty()
  cancelled: number;

  @ApiProperty()
  empty: number;

  @ApiProperty()
  unscheduled: number;

  @ApiProperty()
  skipped: number;
}

class BrandCountsResponse {
  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty()
  byOutcome: OutcomeCountsResponse;
}

class MonthCountsResponse {
  @ApiProperty({ example: '2026-11', description: 'By local time.' })
  month: string;

  @ApiProperty()
  byOutcome: OutcomeCountsResponse;
}

class FirstGapResponse {
  @ApiProperty()
  occurrenceId: string;

  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty()
  localTime: string;

  @ApiProperty()
  timezone: string;
}

class SlotGapsResponse {
  @ApiProperty({ format: 'uuid' })
  slotId: string;

  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty()
  count: number;

  @ApiProperty()
  first: FirstGapResponse;
}

class SimulationSummaryResponse {
  @ApiProperty({ description: 'Of all entries, shown or not.' })
  total: number;

  @ApiProperty()
  byOutcome: OutcomeCountsResponse;

  @ApiProperty({ type: [BrandCountsResponse] })
  byBrand: BrandCountsResponse[];

  @ApiProperty({ type: [MonthCountsResponse] })
  byMonth: MonthCountsResponse[];

  @ApiProperty({ type: [SlotGapsResponse], description: 'Slots with dates that are `empty` or `unscheduled`.' })
  gaps: SlotGapsResponse[];
}

export class SimulationResponse {
  @ApiProperty({ format: 'date-time', description: 'What lies ahead of it is foreseen.' })
  simulatedAt: string;

  @ApiProperty({ format: 'date-time' })
  from: string;

  @ApiProperty({ format: 'date-time' })
  to: string;

  @ApiProperty()
  summary: SimulationSummaryResponse;

  @ApiProperty({ type: [SimulationEntryResponse], description: 'By `at`; the first 20,000.' })
  entries: SimulationEntryResponse[];

  @ApiProperty({ description: 'There are more entries: ask for a shorter window or fewer brands.' })
  truncated: boolean;
}

export function toSimulationResponse({
  simulatedAt,
  from,
  to,
  summary,
  entries,
  truncated,
}: Simulation): SimulationResponse {
  return {
    simulatedAt: simulatedAt.toISOString(),
    from: from.toISOString(),
    to: to.toISOString(),
    summary: { ...summary, gaps: summary.gaps.map(toGaps) },
    entries: entries.map(toEntry),
    truncated,
  };
}

function toEntry({ at, settledAt, heldFrom, ...entry }: SimulationEntry): SimulationEntryResponse {
  return {
    at: at.toISOString(),
    ...entry,
    settledAt: settledAt?.toISOString() ?? null,
    heldFrom: heldFrom?.toISOString() ?? null,
  };
}

function toGaps({ first, ...gaps }: SlotGaps): SlotGapsResponse {
  return { ...gaps, first: { ...first, at: first.at.toISOString() } };
}

import { ApiProperty, OmitType } from '@nestjs/swagger';
import {
  type EditConflictView,
  type EditedSlotView,
  type EditPlanView,
  MEDIA_KINDS,
  type MediaKind,
  type NextOccurrenceView,
  type SlotRequirements,
  type SlotView,
  type SlotWarning,
} from '#slots';
import { ActorResponse, PageResponse } from '../http/index.js';
import {
  LocalisedResponse,
  RecurrenceDateResponse,
  RecurrenceResponse,
  RecurrenceWarningResponse,
} from '../recurrence/recurrence.responses.js';

const text = { type: String, nullable: true } as const;

class NextOccurrenceResponse extends RecurrenceDateResponse implements NextOccurrenceView {
  @ApiProperty({ example: '0193a000-0000-7000-8000-000000000001_20261130T0900' })
  id: string;
}

class SlotWarningResponse extends OmitType(RecurrenceWarningResponse, ['code'] as const) {
  @ApiProperty({
    type: String,
    example: 'slot.channels_missing',
    description: '`slot.channels_missing`, or a warning about the recurrence: `recurrence.…`.',
  })
  code: SlotWarning['code'];
}

class UpcomingRecurrenceResponse {
  @ApiProperty({ description: 'The first local start it holds for.' })
  from: string;

  @ApiProperty()
  recurrence: RecurrenceResponse;
}

class SlotRequirementsResponse implements SlotRequirements {
  @ApiProperty({ enum: MEDIA_KINDS, isArray: true })
  media: MediaKind[];

  @ApiProperty()
  poll: boolean;

  @ApiProperty()
  link: boolean;
}

export class SlotResponse implements SlotView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty()
  title: string;

  @ApiProperty()
  format: string;

  @ApiProperty({ description: 'The one that holds now.' })
  recurrence: RecurrenceResponse;

  @ApiProperty({ type: [UpcomingRecurrenceResponse], description: 'Those that take over later.' })
  upcomingRecurrences: UpcomingRecurrenceResponse[];

  @ApiProperty({ type: [String], format: 'uuid' })
  channelIds: string[];

  @ApiProperty(text)
  objective: string | null;

  @ApiProperty(text)
  stage: string | null;

  @ApiProperty(text)
  pillar: string | null;

  @ApiProperty(text)
  audience: string | null;

  @ApiProperty(text)
  brief: string | null;

  @ApiProperty({ ...text, format: 'uuid' })
  ownerId: string | null;

  @ApiProperty({ type: [String] })
  leadTimes: string[];

  @ApiProperty()
  lateWindow: string;

  @ApiProperty({ enum: ['alert', 'skip'] })
  whenEmpty: 'alert' | 'skip';

  @ApiProperty()
  requires: SlotRequirementsResponse;

  @ApiProperty({ type: 'integer', nullable: true })
  effortMinutes: number | null;

  @ApiProperty()
  active: boolean;

  @ApiProperty(text)
  externalId: string | null;

  @ApiProperty({ type: [NextOccurrenceResponse], description: 'Three at most, as the rule gives them.' })
  nextOccurrences: NextOccurrenceResponse[];

  @ApiProperty()
  description: LocalisedResponse;

  @ApiProperty({ type: [SlotWarningResponse] })
  warnings: SlotWarning[];

  @ApiProperty()
  createdBy: ActorResponse;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt: string;

  @ApiProperty()
  etag: string;
}

class PlaceResponse {
  @ApiProperty({ example: '2026-11-30T09:00' })
  localTime: string;

  @ApiProperty({ example: 'Europe/Paris' })
  timezone: string;

  @ApiProperty({ format: 'date-time' })
  startsAt: string;
}

class MappedOccurrenceResponse {
  @ApiProperty()
  occurrenceId: string;

  @ApiProperty()
  state: string;

  @ApiProperty()
  from: PlaceResponse;

  @ApiProperty()
  to: PlaceResponse;
}

class EditPlanResponse implements EditPlanView {
  @ApiProperty({ type: 'integer', description: 'Dates that nobody had touched and that go.' })
  removed: number;

  @ApiProperty({ type: 'integer', description: 'Dates that come, within the next 90 days.' })
  added: number;

  @ApiProperty({ type: [MappedOccurrenceResponse], description: 'Dates that keep what was done to them and move.' })
  mapped: MappedOccurrenceResponse[];
}

class EditConflictResponse implements EditConflictView {
  @ApiProperty()
  occurrenceId: string;

  @ApiProperty()
  state: string;

  @ApiProperty({ example: '2026-11-30T09:00' })
  localTime: string;

  @ApiProperty({ format: 'date-time' })
  startsAt: string;

  @ApiProperty({ enum: ['no_date', 'in_flight'] })
  reason: 'no_date' | 'in_flight';
}

export class EditedSlotResponse extends SlotResponse implements EditedSlotView {
  @ApiProperty({ type: EditPlanResponse, nullable: true, description: 'Null when the recurrence did not change.' })
  plan: EditPlanResponse | null;

  @ApiProperty({ type: [EditConflictResponse], description: 'Dates that stay although the rule no longer has them.' })
  conflicts: EditConflictResponse[];
}

export class SlotPageResponse extends PageResponse(SlotResponse) {}

import { ApiProperty } from '@nestjs/swagger';
import {
  BLACKOUT_ACTIONS,
  type BlackoutAction,
  FORMATS,
  OCCURRENCE_STATES,
  type OccurrenceBlackout,
  type OccurrenceSlot,
  type OccurrenceState,
  type OccurrenceView,
} from '#slots';
import { PageResponse } from '../http/index.js';
import { RecurrenceDateResponse } from '../recurrence/recurrence.responses.js';

const text = { type: String, nullable: true } as const;

export class OccurrenceSlotResponse implements OccurrenceSlot {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ enum: FORMATS })
  format: string;

  @ApiProperty({ ...text, format: 'uuid', description: 'Does the work unless the date has an assignee.' })
  ownerId: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  effortMinutes: number | null;
}

export class OccurrenceBlackoutResponse implements OccurrenceBlackout {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ description: 'As it was when it closed this date.' })
  title: string;

  @ApiProperty({ enum: BLACKOUT_ACTIONS, description: 'A `shift` that finds no free day leaves the date skipped.' })
  action: BlackoutAction;

  @ApiProperty({ ...text, example: '2027-03-29T09:00', description: 'Where the rule has a date that was shifted.' })
  from: string | null;
}

export class OccurrenceResponse extends RecurrenceDateResponse implements OccurrenceView {
  @ApiProperty({ description: 'For life: `<slotId>_<original local start>`.' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  slotId: string;

  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty({ example: '2026-11-30T09:00', description: 'Where the rule first had it, in local time.' })
  originalStart: string;

  @ApiProperty({ enum: OCCURRENCE_STATES })
  state: OccurrenceState;

  @ApiProperty({ description: 'A person gave this date a time of its own.' })
  moved: boolean;

  @ApiProperty(text)
  stateReason: string | null;

  @ApiProperty({
    type: OccurrenceBlackoutResponse,
    nullable: true,
    description: 'The blackout that closes this date, skipped it or moved it.',
  })
  blackout: OccurrenceBlackoutResponse | null;

  @ApiProperty({ ...text, format: 'uuid', description: 'The post that fills it.' })
  postId: string | null;

  @ApiProperty({ ...text, format: 'uuid' })
  assigneeId: string | null;

  @ApiProperty(text)
  note: string | null;

  @ApiProperty({ description: 'What the date shows of its slot.' })
  slot: OccurrenceSlotResponse;

  @ApiProperty()
  etag: string;
}

export class OccurrencePageResponse extends PageResponse(OccurrenceResponse) {}

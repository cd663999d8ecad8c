import { ApiProperty } from '@nestjs/swagger';
import type { BlackoutPlanView, ChangedBlackoutView } from '#planning';
import {
  BLACKOUT_ACTIONS,
  type BlackoutAction,
  type BlackoutShift,
  type BlackoutView,
  HOLIDAY_TYPES,
  type Holiday,
  type HolidayCalendar,
  type HolidayType,
  type NamedCode,
  OCCURRENCE_STATES,
  type OccurrenceState,
} from '#slots';
import { ActorResponse, PageResponse } from '../http/index.js';
import { OccurrenceBlackoutResponse } from '../occurrences/occurrences.responses.js';
import { LocalisedResponse, RecurrenceResponse } from '../recurrence/recurrence.responses.js';
import { BlackoutProposalResponse } from './proposal.response.js';

const text = { type: String, nullable: true } as const;
const instant = { format: 'date-time' } as const;

class BlackoutWindowResponse {
  @ApiProperty(instant)
  from: string;

  @ApiProperty(instant)
  to: string;
}

class HolidayCalendarResponse implements HolidayCalendar {
  @ApiProperty({ example: 'FR' })
  country: string;

  @ApiProperty({ ...text, example: '67' })
  region: string | null;

  @ApiProperty({ enum: HOLIDAY_TYPES, isArray: true })
  types: HolidayType[];
}

class BlackoutShiftResponse implements BlackoutShift {
  @ApiProperty({ enum: ['before', 'after'] })
  direction: 'before' | 'after';

  @ApiProperty({ minimum: 1 })
  maxDays: number;

  @ApiProperty()
  avoidWeekend: boolean;
}

export class BlackoutResponse implements BlackoutView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ ...text, format: 'uuid', description: 'Null: every brand of the agency.' })
  brandId: string | null;

  @ApiProperty()
  title: string;

  @ApiProperty({
    type: BlackoutWindowResponse,
    nullable: true,
    description: 'Exactly one of window, recurrence and holidays is not null.',
  })
  window: BlackoutWindowResponse | null;

  @ApiProperty({ type: RecurrenceResponse, nullable: true })
  recurrence: RecurrenceResponse | null;

  @ApiProperty(text)
  duration: string | null;

  @ApiProperty({ type: HolidayCalendarResponse, nullable: true })
  holidays: HolidayCalendarResponse | null;

  @ApiProperty({ enum: ['slots', 'all'] })
  appliesTo: 'slots' | 'all';

  @ApiProperty({ enum: BLACKOUT_ACTIONS })
  action: BlackoutAction;

  @ApiProperty({ type: BlackoutShiftResponse, nullable: true })
  shift: BlackoutShiftResponse | null;

  @ApiProperty()
  createdBy: ActorResponse;

  @ApiProperty(instant)
  createdAt: string;

  @ApiProperty(instant)
  updatedAt: string;

  @ApiProperty()
  etag: string;
}

export class BlackoutPageResponse extends PageResponse(BlackoutResponse) {}

type Counts = BlackoutPlanView['counts'];

class BlackoutCountsResponse implements Counts {
  @ApiProperty()
  skip: number;

  @ApiProperty()
  shift: number;

  @ApiProperty()
  require_approval: number;

  @ApiProperty({ description: 'Dates that go back to where their rule has them.' })
  restore: number;

  @ApiProperty({ description: 'Scheduled posts.' })
  held: number;

  @ApiProperty({ description: 'Posts that were held and go on.' })
  released: number;
}

type OccurrenceChange = BlackoutPlanView['occurrences'][number];

class DateStateResponse {
  @ApiProperty({ example: '2027-03-29T09:00' })
  localTime: string;

  @ApiProperty(instant)
  startsAt: string;

  @ApiProperty({ enum: OCCURRENCE_STATES })
  state: OccurrenceState;

  @ApiProperty({ type: OccurrenceBlackoutResponse, nullable: true })
  blackout: OccurrenceBlackoutResponse | null;
}

class OccurrenceChangeResponse implements OccurrenceChange {
  @ApiProperty()
  occurrenceId: string;

  @ApiProperty({ format: 'uuid' })
  slotId: string;

  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty({ enum: ['skip', 'shift', 'require_approval', 'restore'] })
  change: OccurrenceChange['change'];

  @ApiProperty()
  from: DateStateResponse;

  @ApiProperty()
  to: DateStateResponse;
}

type PostChange = BlackoutPlanView['posts'][number];

class PostChangeResponse implements PostChange {
  @ApiProperty({ format: 'uuid' })
  postId: string;

  @ApiProperty({ enum: ['held', 'released'] })
  change: PostChange['change'];

  @ApiProperty(instant)
  scheduledAt: string;

  @ApiProperty({ type: BlackoutProposalResponse, nullable: true })
  proposal: BlackoutProposalResponse | null;
}

class BlackoutPlanResponse implements BlackoutPlanView {
  @ApiProperty()
  counts: BlackoutCountsResponse;

  @ApiProperty({
    type: [OccurrenceChangeResponse],
    description: 'Dates that stand in the calendar and nobody had touched; the first 200, by slot and start.',
  })
  occurrences: OccurrenceChangeResponse[];

  @ApiProperty({ type: [PostChangeResponse], description: 'The first 200.' })
  posts: PostChangeResponse[];
}

export class ChangedBlackoutResponse extends BlackoutResponse implements ChangedBlackoutView {
  @ApiProperty({ description: 'What the change does, or did, to the calendar.' })
  plan: BlackoutPlanResponse;
}

class HolidayResponse implements Holiday {
  @ApiProperty({ example: '2027-03-26' })
  date: string;

  @ApiProperty({ enum: HOLIDAY_TYPES })
  type: HolidayType;

  @ApiProperty()
  name: LocalisedResponse;

  @ApiProperty({ description: 'Kept instead of a day that falls on a weekend.' })
  substitute: boolean;
}

class NamedCodeResponse implements NamedCode {
  @ApiProperty({ example: '67' })
  code: string;

  @ApiProperty()
  name: LocalisedResponse;
}

export class HolidaysResponse {
  @ApiProperty({ example: 'FR' })
  country: string;

  @ApiProperty({ ...text, example: '67' })
  region: string | null;

  @ApiProperty()
  year: number;

  @ApiProperty({ type: [HolidayResponse] })
  holidays: HolidayResponse[];

  @ApiProperty({ type: [NamedCodeResponse], description: 'Of the country, with holidays of their own.' })
  regions: NamedCodeResponse[];
}

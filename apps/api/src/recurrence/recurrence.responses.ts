import { ApiProperty } from '@nestjs/swagger';
import type { Localised } from '#kernel';
import type { Assumption, Recurrence, RecurrenceWarning } from '#recurrence';

export class LocalisedResponse implements Localised {
  @ApiProperty()
  en: string;

  @ApiProperty()
  fr: string;
}

export class RecurrenceResponse implements Recurrence {
  @ApiProperty({ example: '2026-11-30T09:00', description: 'Wall-clock time in `timezone`.' })
  startsAt: string;

  @ApiProperty({ example: 'Europe/Paris' })
  timezone: string;

  @ApiProperty({ type: String, nullable: true, example: 'FREQ=WEEKLY;BYDAY=MO', description: 'UNTIL in local time.' })
  rrule: string | null;

  @ApiProperty({ type: [String] })
  exdates: string[];

  @ApiProperty({ type: [String] })
  rdates: string[];

  @ApiProperty({ enum: ['skip', 'clamp'] })
  monthEnd: 'skip' | 'clamp';
}

export class RecurrenceWarningResponse implements RecurrenceWarning {
  @ApiProperty({
    enum: [
      'recurrence.start_not_an_occurrence',
      'recurrence.months_skipped',
      'recurrence.exdate_without_effect',
      'recurrence.clock_change',
    ],
  })
  code: RecurrenceWarning['code'];

  @ApiProperty()
  message: LocalisedResponse;
}

export class RecurrenceDateResponse {
  @ApiProperty({ example: '2026-11-30T09:00' })
  localTime: string;

  @ApiProperty({ example: 'Europe/Paris' })
  timezone: string;

  @ApiProperty({ format: 'date-time' })
  startsAt: string;

  @ApiProperty({
    enum: ['gap', 'overlap', 'clamp'],
    type: String,
    nullable: true,
    description:
      'Why it is not simply the time asked for: `gap`, moved forward over a change of clocks; `overlap`, the first of two; `clamp`, the last day of a short month.',
  })
  adjusted: 'gap' | 'overlap' | 'clamp' | null;
}

export class AssumptionResponse extends LocalisedResponse implements Assumption {
  @ApiProperty({ type: String, example: 'time_assumed' })
  code: Assumption['code'];
}

export class RecurrencePreviewResponse {
  @ApiProperty({ description: 'As it would be stored.' })
  recurrence: RecurrenceResponse;

  @ApiProperty({ type: [RecurrenceDateResponse] })
  occurrences: RecurrenceDateResponse[];

  @ApiProperty()
  description: LocalisedResponse;

  @ApiProperty({ type: [RecurrenceWarningResponse] })
  warnings: RecurrenceWarningResponse[];

  @ApiProperty({
    type: [AssumptionResponse],
    description: 'What custom supplied where `text` left something out; empty for a rule.',
  })
  assumptions: AssumptionResponse[];
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import type { OccurrencePatch } from '#slots';
import { IsEntityId, IsInstant } from '../http/index.js';
import { IfSent } from '../recurrence/if-sent.js';

export class ListOccurrencesQuery {
  @ApiProperty({ format: 'date-time', type: String })
  @IsInstant()
  from: Date;

  @ApiProperty({ format: 'date-time', type: String, description: 'Left out itself; two years after `from` at most.' })
  @IsInstant()
  to: Date;
}

export class PatchOccurrenceRequest implements OccurrencePatch {
  @ApiPropertyOptional({ description: 'True leaves this date out, false takes it in again.' })
  @IfSent()
  @IsBoolean()
  skip?: boolean;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 500, description: 'With `skip`: why.' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    examples: ['2026-12-01T11:30', '2026-12-01T10:30:00Z'],
    description: 'A local time in the slot’s zone or an instant with its offset; null puts it back under its rule.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  move?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'uuid', description: 'A member of the agency.' })
  @IsOptional()
  @IsEntityId()
  assigneeId?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2000 })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  note?: string | null;
}

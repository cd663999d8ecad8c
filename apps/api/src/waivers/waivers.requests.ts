import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { WaiverInput } from '#posts';
import { IsInstant } from '../http/index.js';
import { IfSent } from '../recurrence/if-sent.js';

export class CreateWaiverRequest implements WaiverInput {
  @ApiProperty({ maxLength: 100, example: 'A4' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  articleId: string;

  @ApiPropertyOptional({ maxLength: 64, description: 'Of the finding; may be left out where the article has but one.' })
  @IfSent()
  @IsString()
  @IsNotEmpty()
  @MaxLength(64)
  fingerprint?: string;

  @ApiProperty({ maxLength: 500 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  reason: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'In 30 days when absent, in 90 at most.' })
  @IfSent()
  @IsInstant()
  expiresAt?: Date;
}

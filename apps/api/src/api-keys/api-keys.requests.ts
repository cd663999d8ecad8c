import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { type Scope, SCOPES } from '#agencies';
import { IsEntityId, IsInstant } from '../http/index.js';

export class CreateApiKeyRequest {
  @ApiProperty({ description: 'For people; stands beside what the key did.', maxLength: 200 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name: string;

  @ApiProperty({ enum: SCOPES, isArray: true, minItems: 1 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(SCOPES.length)
  @IsIn(SCOPES, { each: true })
  scopes: Scope[];

  @ApiProperty({
    description: '`all`, or the ids of the brands the key is limited to.',
    oneOf: [
      { type: 'string', enum: ['all'] },
      { type: 'array', items: { type: 'string', format: 'uuid' }, minItems: 1, maxItems: 1000 },
    ],
  })
  @ValidateIf((request: CreateApiKeyRequest) => request.brands !== 'all')
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsEntityId({ each: true })
  brands: 'all' | string[];

  @ApiPropertyOptional({ format: 'date-time', nullable: true, type: String, description: 'Absent or null: never.' })
  @IsOptional()
  @IsInstant()
  expiresAt?: Date | null;
}

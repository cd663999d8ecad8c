import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray } from 'class-validator';
import { IsEntityId, IsInstant } from '../http/index.js';

export class SimulateRequest {
  @ApiProperty({ type: [String], format: 'uuid', minItems: 1, maxItems: 50 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsEntityId({ each: true })
  brandIds: string[];

  @ApiProperty({
    format: 'date-time',
    type: String,
    description: 'What lies before now is told as it went; what lies ahead is foreseen.',
  })
  @IsInstant()
  from: Date;

  @ApiProperty({ format: 'date-time', type: String, description: 'Left out itself; 366 days after `from` at most.' })
  @IsInstant()
  to: Date;
}

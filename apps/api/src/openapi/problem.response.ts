import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ERRORS } from '#kernel';

const CODES = Object.keys(ERRORS);

export class ProblemFieldResponse {
  @ApiProperty({ description: 'RFC 6901 JSON Pointer into the body, or `?name` for a query parameter.' })
  pointer: string;

  @ApiProperty({ enum: CODES })
  code: string;

  @ApiProperty({ description: 'For people, in the language asked for.' })
  message: string;
}

/** RFC 9457. */
export class ProblemResponse {
  @ApiProperty({ format: 'uri', description: 'Leads to what the code means.' })
  type: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ type: 'integer' })
  status: number;

  @ApiProperty({ description: 'For people, in the language asked for.' })
  detail: string;

  @ApiProperty({ description: 'The path that was asked for.' })
  instance: string;

  @ApiProperty({ enum: CODES, enumName: 'ProblemCode', description: 'Stable; decide by it.' })
  code: string;

  @ApiProperty({ description: 'Finds the request in the log.' })
  requestId: string;

  @ApiPropertyOptional({ type: [ProblemFieldResponse] })
  errors?: ProblemFieldResponse[];

  @ApiPropertyOptional({
    isArray: true,
    type: String,
    description: 'What is legal instead, where the state forbids it.',
  })
  allowed?: string[];
}

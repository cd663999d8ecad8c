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

  @ApiPropertyOptional({ description: 'Of `charter.problem`: its kind.', example: 'locked_lowered' })
  problem?: string;

  @ApiPropertyOptional({ description: 'Of `charter.problem`.', example: 'A4' })
  articleId?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'Of `charter.problem`, where a file was sent.' })
  line?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 1 })
  column?: number;
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

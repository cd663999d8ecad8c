import { ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';
import { IsEntityId, IsRepeatable, PageQuery } from '../http/index.js';

/** Characters of an alternative text: what the strictest networks take. */
export const MAX_ALT_TEXT = 1500;

/** The parts of an upload. Checked by `readUpload`: the stream is read before any pipe runs. */
const UPLOAD_SCHEMA = {
  type: 'object',
  required: ['brandId', 'file'],
  properties: {
    brandId: { type: 'string', format: 'uuid' },
    altText: { type: 'string', maxLength: MAX_ALT_TEXT },
    file: { type: 'string', format: 'binary', description: 'Its type is told by its content.' },
  },
};

/** A file that we fetch. */
export class FetchMediaRequest {
  @ApiProperty({ format: 'uuid' })
  @IsEntityId()
  brandId: string;

  @ApiProperty({
    format: 'uri',
    maxLength: 2048,
    description: 'A public http(s) address; up to five redirects are followed.',
  })
  @IsString()
  @MaxLength(2048)
  url: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: MAX_ALT_TEXT })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_ALT_TEXT)
  altText?: string | null;

  @ApiPropertyOptional({ maxLength: 400, description: 'The last part of the address by default.' })
  @IsOptional()
  @IsString()
  @MaxLength(400)
  fileName?: string;
}

/** A file comes with the request, or is fetched. */
export const UPLOAD_BODY = {
  required: true,
  content: {
    'multipart/form-data': { schema: UPLOAD_SCHEMA },
    'application/json': { schema: { $ref: getSchemaPath(FetchMediaRequest) } },
  },
};

export class UpdateMediaRequest {
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: MAX_ALT_TEXT })
  @ValidateIf((_request, value) => value !== null)
  @IsString()
  @MaxLength(MAX_ALT_TEXT)
  altText: string | null;
}

export class ListMediaQuery extends PageQuery {
  @ApiPropertyOptional({ type: String, format: 'uuid', isArray: true })
  @IsOptional()
  @IsRepeatable()
  @IsEntityId({ each: true })
  brandId?: string[];
}

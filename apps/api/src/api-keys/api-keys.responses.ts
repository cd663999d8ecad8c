import { ApiProperty } from '@nestjs/swagger';
import { type ApiKeyView, type NewApiKeyView, type Scope, SCOPES } from '#agencies';
import { ActorResponse } from '../http/actor.response.js';
import { PageResponse } from '../http/page.response.js';

export class ApiKeyResponse implements ApiKeyView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ description: 'The last four characters of the token.' })
  hint: string;

  @ApiProperty({ enum: SCOPES, isArray: true })
  scopes: Scope[];

  @ApiProperty({
    oneOf: [
      { type: 'string', enum: ['all'] },
      { type: 'array', items: { type: 'string', format: 'uuid' } },
    ],
  })
  brands: 'all' | string[];

  @ApiProperty({ format: 'date-time', type: String, nullable: true })
  expiresAt: string | null;

  @ApiProperty({ format: 'date-time', type: String, nullable: true, description: 'To the minute.' })
  lastUsedAt: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty()
  createdBy: ActorResponse;
}

export class NewApiKeyResponse extends ApiKeyResponse implements NewApiKeyView {
  @ApiProperty({ description: 'Told this once; only its hash is kept.' })
  token: string;
}

export class ApiKeyPageResponse extends PageResponse(ApiKeyResponse) {}

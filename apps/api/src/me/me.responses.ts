import { ApiProperty } from '@nestjs/swagger';
import { type Scope, SCOPES } from '#agencies';

export class MyAgencyResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;
}

export class MyKeyResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;
}

export class MeResponse {
  @ApiProperty()
  agency: MyAgencyResponse;

  @ApiProperty()
  key: MyKeyResponse;

  @ApiProperty({ enum: SCOPES, isArray: true })
  scopes: readonly Scope[];

  @ApiProperty({
    description: '`all`, or the ids of the brands the key is limited to.',
    oneOf: [
      { type: 'string', enum: ['all'] },
      { type: 'array', items: { type: 'string', format: 'uuid' } },
    ],
  })
  brands: 'all' | readonly string[];
}

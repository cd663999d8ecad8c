import { ApiProperty } from '@nestjs/swagger';
import type { AgreedAccount, AgreementView, AuthorizationView } from '#channels';

export class AuthorizationResponse implements AuthorizationView {
  @ApiProperty({ format: 'uuid', description: 'Of the agreement; see GET /v1/oauth/agreements/{agreementId}.' })
  id: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Send the person there, in their own browser: a page of ours that says who asks, and leads to the network. Null in a dry run.',
  })
  authorizationUrl: string | null;

  @ApiProperty({ format: 'date-time' })
  expiresAt: string;
}

class AgreedAccountResponse implements AgreedAccount {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: not connected.' })
  channelId: string | null;
}

export class AgreementResponse implements AgreementView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty()
  networkId: string;

  @ApiProperty({
    enum: ['pending', 'agreed', 'failed'],
    description: '`pending`: the person has not come back; `agreed`: see `accounts`; `failed`: see `reason`.',
  })
  state: AgreementView['state'];

  @ApiProperty({ type: String, nullable: true, example: 'oauth.denied' })
  reason: string | null;

  @ApiProperty({
    type: AgreedAccountResponse,
    isArray: true,
    description: 'A single one is connected at once; of several, connect those you choose.',
  })
  accounts: AgreedAccountResponse[];

  @ApiProperty({ format: 'date-time' })
  expiresAt: string;
}

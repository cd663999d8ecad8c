import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type AgreementTerms, APP_STANDINGS, type AppStanding } from '#channels';
import { COUNTING_UNITS, type CountingUnit } from '#counting';
import type { Language } from '#kernel';
import type { Capabilities, CredentialField, JsonObject, NetworkManifest, Reconciliation } from '#networks';
import { PageResponse } from '../http/index.js';

const RECONCILIATIONS = ['atomic_key', 'lookup', 'repeatable', 'none'] as const;

class TextLimitResponse {
  @ApiProperty({ type: 'integer', nullable: true, description: 'Null: no limit is known.' })
  max: number | null;

  @ApiProperty({ enum: COUNTING_UNITS })
  unit: CountingUnit;

  @ApiProperty({ description: 'False: going over the limit warns and is not refused.' })
  enforced: boolean;

  @ApiPropertyOptional({ type: 'integer', description: 'What one link counts on the server of this account.' })
  linkLength?: number;
}

class MediaLimitResponse {
  @ApiProperty({ type: 'integer' })
  maxImages: number;

  @ApiProperty({ type: 'integer' })
  maxVideos: number;

  @ApiProperty({ type: String, isArray: true, description: '`*/*` alone: every type.' })
  mimeTypes: readonly string[];

  @ApiProperty()
  altText: boolean;
}

class PollLimitResponse {
  @ApiProperty({ type: 'integer' })
  maxOptions: number;

  @ApiProperty({ type: 'integer' })
  maxOptionLength: number;
}

export class CapabilitiesResponse implements Capabilities {
  @ApiProperty()
  text: TextLimitResponse;

  @ApiProperty()
  media: MediaLimitResponse;

  @ApiProperty({ type: PollLimitResponse, nullable: true })
  poll: PollLimitResponse | null;

  @ApiProperty()
  link: boolean;

  @ApiProperty()
  thread: boolean;

  @ApiProperty()
  firstComment: boolean;
}

class CredentialFieldResponse {
  @ApiProperty()
  name: string;

  @ApiProperty()
  label: string;

  @ApiProperty({ description: 'Sealed once it is sent, and never shown again.' })
  secret: boolean;

  @ApiProperty()
  required: boolean;

  @ApiProperty({ enum: ['text', 'url'] })
  format: 'text' | 'url';

  @ApiProperty({ type: String, nullable: true })
  help: string | null;
}

export class ReconciliationResponse {
  @ApiProperty({
    enum: RECONCILIATIONS,
    description:
      '`atomic_key`: never twice; `lookup`: we can ask; `repeatable`: the receiver drops repetitions; `none`: a person decides.',
  })
  kind: Reconciliation;

  @ApiProperty()
  note: string;
}

class AgreementTermsResponse implements AgreementTerms {
  @ApiProperty({
    type: String,
    isArray: true,
    description: 'Credentials to type before POST /v1/brands/{brandId}/channels/authorize, such as a host.',
  })
  fields: readonly string[];

  @ApiProperty({
    type: String,
    isArray: true,
    description: 'What the person is asked to allow, in the network’s words.',
  })
  scopes: readonly string[];

  @ApiProperty({
    enum: APP_STANDINGS,
    description:
      '`registered`: by the operator, so that people can agree; `missing`: the operator sets NETWORK_APPS first; `per_host`: each host registers us by itself.',
  })
  app: AppStanding;
}

export class NetworkResponse {
  @ApiProperty({ example: 'webhook' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  apiVersion: string;

  @ApiProperty({ description: 'The defaults; a channel’s `limits` say what its account may do.' })
  capabilities: CapabilitiesResponse;

  @ApiProperty({ type: CredentialFieldResponse, isArray: true })
  credentials: CredentialFieldResponse[];

  @ApiProperty({
    type: AgreementTermsResponse,
    nullable: true,
    description: 'How a person connects an account by agreeing on the network’s own pages; null: by credentials alone.',
  })
  agreement: AgreementTermsResponse | null;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'JSON Schema of a variant’s `options`.' })
  optionsSchema: JsonObject;

  @ApiProperty({ description: 'What is done about a publication whose outcome nobody knows.' })
  reconciliation: ReconciliationResponse;

  @ApiProperty({ description: 'Whether a publication can be taken back.' })
  removable: boolean;

  @ApiProperty({ type: String, isArray: true, description: 'Where these facts come from.' })
  sources: readonly string[];
}

export class NetworkPageResponse extends PageResponse(NetworkResponse) {}

export function toNetworkResponse(
  manifest: NetworkManifest,
  agreement: AgreementTerms | null,
  language: Language,
): NetworkResponse {
  return {
    id: manifest.id,
    name: manifest.name,
    apiVersion: manifest.apiVersion,
    capabilities: manifest.capabilities,
    credentials: manifest.credentials.map((field) => toFieldResponse(field, language)),
    agreement,
    optionsSchema: manifest.optionsSchema,
    reconciliation: { kind: manifest.reconciliation.kind, note: manifest.reconciliation.note[language] },
    removable: manifest.removable,
    sources: manifest.sources,
  };
}

function toFieldResponse(field: CredentialField, language: Language): CredentialFieldResponse {
  const { name, secret, required, format } = field;
  return { name, label: field.label[language], secret, required, format, help: field.help?.[language] ?? null };
}

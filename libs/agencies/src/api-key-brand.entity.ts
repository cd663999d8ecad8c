import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A brand that a key which is limited to some brands may see. */
@Entity('api_key_brand')
export class ApiKeyBrandEntity {
  @PrimaryColumn('uuid', { name: 'api_key_id' })
  apiKeyId: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @PrimaryColumn('uuid', { name: 'brand_id' })
  brandId: string;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The charter of a brand, or an agency's own. */
@Entity('charter')
export class CharterEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id', nullable: true })
  brandId: string | null;

  /** The version in force. */
  @Column('integer', { name: 'active_number', nullable: true })
  activeNumber: number | null;

  /** The version by which all unpublished posts have been reviewed. */
  @Column('integer', { name: 'reviewed_number', nullable: true })
  reviewedNumber: number | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}

import type { Actor } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The erasure of an archived brand's personal data, from its request to its end. */
@Entity('brand_purge')
export class BrandPurgeEntity {
  @PrimaryColumn('uuid', { name: 'brand_id' })
  brandId: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('jsonb', { name: 'requested_by' })
  requestedBy: Actor;

  @Column({ type: 'timestamptz', name: 'requested_at', precision: 3 })
  requestedAt: Date;

  /** The last post that is erased. */
  @Column('uuid', { name: 'posts_until', nullable: true })
  postsUntil: string | null;

  /** The position of the last event that is erased. */
  @Column('bigint', { name: 'events_until', nullable: true })
  eventsUntil: string | null;

  @Column({ type: 'timestamptz', name: 'finished_at', precision: 3, nullable: true })
  finishedAt: Date | null;
}

import type { Actor } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A stop on publishing. Null fields do not narrow it. */
@Entity('pause')
export class PauseEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id', nullable: true })
  brandId: string | null;

  @Column('text', { name: 'network_id', nullable: true })
  networkId: string | null;

  @Column('uuid', { name: 'channel_id', nullable: true })
  channelId: string | null;

  @Column('text', { nullable: true })
  pillar: string | null;

  @Column('text')
  reason: string;

  @Column('jsonb', { name: 'created_by' })
  createdBy: Actor;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  @Column('jsonb', { name: 'lifted_by', nullable: true })
  liftedBy: Actor | null;

  @Column({ type: 'timestamptz', name: 'lifted_at', precision: 3, nullable: true })
  liftedAt: Date | null;

  /** Since when nothing that was due before it was lifted can leave by itself; null until then. */
  @Column({ type: 'timestamptz', name: 'settled_at', precision: 3, nullable: true })
  settledAt: Date | null;
}

import type { Actor } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody who may let a post go out in spite of a blackout: for this post, for good. */
@Entity('blackout_override')
export class BlackoutOverrideEntity {
  @PrimaryColumn('uuid', { name: 'post_id' })
  postId: string;

  @PrimaryColumn('uuid', { name: 'blackout_id' })
  blackoutId: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  @Column('text')
  reason: string;

  @Column('jsonb')
  actor: Actor;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}

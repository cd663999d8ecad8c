import type { Actor } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody who may, other than the author, approved what needs an approver: for these words and these findings. */
@Entity('review_clearance')
export class ReviewClearanceEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  @Column('uuid', { name: 'post_id' })
  postId: string;

  @Column('text', { name: 'review_hash' })
  reviewHash: string;

  /** Article and fingerprint of each. */
  @Column('text', { array: true })
  findings: string[];

  @Column('text')
  verb: string;

  @Column('jsonb')
  actor: Actor;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}

import type { Verdict } from '#charter';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReviewFinding } from './review.js';

/** What the charter said of a post at one time, and went on saying until the next entry. */
@Entity('post_review_entry')
export class PostReviewEntryEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'post_id' })
  postId: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  @Column('text', { name: 'review_hash' })
  reviewHash: string;

  @Column('uuid', { name: 'charter_id' })
  charterId: string;

  @Column('integer', { name: 'charter_number' })
  charterNumber: number;

  @Column('text', { name: 'engine_version' })
  engineVersion: string;

  @Column('text')
  verdict: Verdict;

  @Column('boolean')
  passes: boolean;

  @Column('jsonb')
  findings: ReviewFinding[];

  @Column({ type: 'timestamptz', name: 'checked_at', precision: 3 })
  checkedAt: Date;
}

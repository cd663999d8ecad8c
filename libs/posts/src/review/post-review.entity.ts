import type { Axes, Verdict } from '#charter';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReviewFinding } from './review.js';

/** What the charter says of a post, the last time it was asked. */
@Entity('post_review')
export class PostReviewEntity {
  @PrimaryColumn('uuid', { name: 'post_id' })
  postId: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  /** Of what was judged: a post whose hash is another has no review yet. */
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

  /** Whether it may go out: nothing stands against it, or somebody who may has approved what does. */
  @Column('boolean')
  passes: boolean;

  @Column('jsonb')
  findings: ReviewFinding[];

  @Column('jsonb', { nullable: true })
  axes: Axes | null;

  /** The waivers that the verdict rests on. */
  @Column('uuid', { name: 'waiver_ids', array: true })
  waiverIds: string[];

  /** When the first of them expires. */
  @Column({ type: 'timestamptz', name: 'valid_until', precision: 3, nullable: true })
  validUntil: Date | null;

  @Column({ type: 'timestamptz', name: 'checked_at', precision: 3 })
  checkedAt: Date;
}

import type { Actor } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PostContent, Variants } from './content.js';
import type { Attention, PostState } from './post-state.js';

@Entity('post')
export class PostEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  @Column('text', { name: 'occurrence_id', nullable: true })
  occurrenceId: string | null;

  /** Null where an occurrence gives the time: the occurrence is the one truth about it. */
  @Column({ type: 'timestamptz', name: 'scheduled_at', precision: 3, nullable: true })
  scheduledAt: Date | null;

  @Column('text', { nullable: true })
  title: string | null;

  @Column('jsonb')
  content: PostContent;

  @Column('jsonb')
  variants: Variants;

  @Column('text', { nullable: true })
  format: string | null;

  @Column('text', { nullable: true })
  objective: string | null;

  @Column('text', { nullable: true })
  stage: string | null;

  @Column('text', { nullable: true })
  pillar: string | null;

  @Column('text', { nullable: true })
  audience: string | null;

  @Column('text', { nullable: true })
  language: string | null;

  @Column('boolean')
  sponsored: boolean;

  @Column('text', { array: true })
  labels: string[];

  @Column('text', { name: 'external_id', nullable: true })
  externalId: string | null;

  @Column('text')
  state: PostState;

  @Column('text', { name: 'held_reason', nullable: true })
  heldReason: string | null;

  @Column('text', { array: true })
  attention: Attention[];

  @Column('text', { name: 'content_hash' })
  contentHash: string;

  @Column('text', { name: 'review_hash' })
  reviewHash: string;

  @Column('uuid', { name: 'current_version_id' })
  currentVersionId: string;

  @Column('integer')
  version: number;

  @Column('jsonb', { name: 'created_by' })
  createdBy: Actor;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3 })
  updatedAt: Date;

  @Column({ type: 'timestamptz', name: 'archived_at', precision: 3, nullable: true })
  archivedAt: Date | null;
}

import type { BlackoutProposal, PublicationState, ReviewFinding } from '#posts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One post on one channel: the single source of truth about its sending. */
@Entity('publication')
export class PublicationEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  @Column('uuid', { name: 'post_id' })
  postId: string;

  @Column('uuid', { name: 'channel_id' })
  channelId: string;

  @Column('integer')
  generation: number;

  @Column('text')
  state: PublicationState;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('text', { nullable: true })
  detail: string | null;

  /** Counts while the reason is `blackout`. */
  @Column('jsonb', { nullable: true })
  proposal: BlackoutProposal | null;

  /** Counts while the reason is `charter`. */
  @Column('jsonb', { nullable: true })
  finding: ReviewFinding | null;

  @Column({ type: 'timestamptz', name: 'due_at', precision: 3 })
  dueAt: Date;

  @Column({ type: 'timestamptz', name: 'late_until', precision: 3 })
  lateUntil: Date;

  /** When the ledger next touches the row by itself. */
  @Column({ type: 'timestamptz', name: 'run_at', precision: 3 })
  runAt: Date;

  @Column('boolean')
  started: boolean;

  @Column('integer')
  tries: number;

  /** Tries that failed in a way that counts towards giving up. */
  @Column('integer')
  failures: number;

  @Column('integer')
  looks: number;

  @Column('uuid', { name: 'lease_token', nullable: true })
  leaseToken: string | null;

  @Column({ type: 'timestamptz', name: 'lease_until', precision: 3, nullable: true })
  leaseUntil: Date | null;

  @Column('text', { name: 'lease_owner', nullable: true })
  leaseOwner: string | null;

  @Column({ type: 'timestamptz', name: 'queued_at', precision: 3, nullable: true })
  queuedAt: Date | null;

  /** Its place among the turns that brands take in the queue. */
  @Column('integer')
  turn: number;

  @Column('uuid', { name: 'post_version_id', nullable: true })
  postVersionId: string | null;

  @Column('text', { name: 'remote_id', nullable: true })
  remoteId: string | null;

  @Column('text', { name: 'remote_url', nullable: true })
  remoteUrl: string | null;

  @Column('text', { array: true })
  differences: string[];

  @Column({ type: 'timestamptz', name: 'published_at', precision: 3, nullable: true })
  publishedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'removed_at', precision: 3, nullable: true })
  removedAt: Date | null;

  @Column('integer')
  version: number;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3 })
  updatedAt: Date;
}

import type { Actor } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody's decision to let one finding of one post pass, for a while. */
@Entity('waiver')
export class WaiverEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  @Column('uuid', { name: 'post_id' })
  postId: string;

  @Column('text', { name: 'article_id' })
  articleId: string;

  @Column('text')
  fingerprint: string;

  @Column('text', { name: 'rule_id' })
  ruleId: string;

  /** The words that were let pass; empty for something that is missing. */
  @Column('text')
  evidence: string;

  @Column('text')
  reason: string;

  @Column('jsonb', { name: 'created_by' })
  createdBy: Actor;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  expiresAt: Date;

  @Column({ type: 'timestamptz', name: 'revoked_at', precision: 3, nullable: true })
  revokedAt: Date | null;

  @Column('jsonb', { name: 'revoked_by', nullable: true })
  revokedBy: Actor | null;

  /** The waiver that took its place after it had expired. */
  @Column('uuid', { name: 'replaced_by', nullable: true })
  replacedBy: string | null;
}

import type { Actor } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PostSnapshot } from './post-snapshot.js';

/** Written once, never changed: publications point at the one they sent. */
@Entity('post_version')
export class PostVersionEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'post_id' })
  postId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  @Column('integer')
  number: number;

  @Column('jsonb')
  snapshot: PostSnapshot;

  @Column('text', { name: 'content_hash' })
  contentHash: string;

  @Column('jsonb')
  actor: Actor;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}

import type { Actor } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PostState } from './post-state.js';

@Entity('post_transition')
export class PostTransitionEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'post_id' })
  postId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  /** Null for the first. */
  @Column('text', { name: 'from_state', nullable: true })
  fromState: PostState | null;

  @Column('text', { name: 'to_state' })
  toState: PostState;

  @Column('text')
  verb: string;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('jsonb')
  actor: Actor;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}

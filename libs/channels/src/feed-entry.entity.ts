import type { JsonObject } from '#networks';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One thing that the built-in feed published. */
@Entity('feed_entry')
export class FeedEntryEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  @Column('uuid', { name: 'channel_id' })
  channelId: string;

  /** The publication unit's key. */
  @Column('text')
  key: string;

  @Column('text')
  slug: string;

  @Column('text')
  title: string;

  /** The wire payload of the feed adapter. */
  @Column('jsonb')
  content: JsonObject;

  @Column({ type: 'timestamptz', name: 'published_at', precision: 3 })
  publishedAt: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3 })
  updatedAt: Date;

  @Column({ type: 'timestamptz', name: 'removed_at', precision: 3, nullable: true })
  removedAt: Date | null;
}

import type { Actor } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('media')
export class MediaEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  /** As its owner named it, without a path. */
  @Column('text', { name: 'file_name' })
  fileName: string;

  @Column('text', { name: 'mime_type' })
  mimeType: string;

  // The driver hands bigint on as text; sizes fit a double.
  @Column('bigint', { transformer: { from: Number, to: String } })
  bytes: number;

  @Column('integer', { nullable: true })
  width: number | null;

  @Column('integer', { nullable: true })
  height: number | null;

  /** Of a film, or of one round of an animated image. */
  @Column('integer', { name: 'duration_ms', nullable: true })
  durationMs: number | null;

  @Column('boolean')
  animated: boolean;

  @Column('boolean', { name: 'has_audio', nullable: true })
  hasAudio: boolean | null;

  @Column('double precision', { name: 'frame_rate', nullable: true })
  frameRate: number | null;

  @Column('text', { name: 'video_codec', nullable: true })
  videoCodec: string | null;

  /** SHA-256, hexadecimal; the file is stored under it. */
  @Column('text')
  checksum: string;

  @Column('text', { name: 'alt_text', nullable: true })
  altText: string | null;

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

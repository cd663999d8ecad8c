import type { Actor } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BrandSettings } from './brand.js';

@Entity('brand')
export class BrandEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('text')
  name: string;

  @Column('text')
  slug: string;

  @Column('text')
  timezone: string;

  @Column('text', { array: true })
  languages: string[];

  @Column('text', { nullable: true })
  country: string | null;

  @Column('jsonb')
  settings: BrandSettings;

  @Column('text', { name: 'external_id', nullable: true })
  externalId: string | null;

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

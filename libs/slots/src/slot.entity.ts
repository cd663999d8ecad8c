import type { Actor } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SlotRequirements } from './slot-input.js';

@Entity('slot')
export class SlotEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  @Column('text')
  title: string;

  @Column('text')
  format: string;

  @Column('text', { nullable: true })
  objective: string | null;

  @Column('text', { nullable: true })
  stage: string | null;

  @Column('text', { nullable: true })
  pillar: string | null;

  @Column('text', { nullable: true })
  audience: string | null;

  @Column('text', { nullable: true })
  brief: string | null;

  @Column('uuid', { name: 'owner_id', nullable: true })
  ownerId: string | null;

  /** ISO 8601 durations. */
  @Column('text', { name: 'lead_times', array: true })
  leadTimes: string[];

  /** ISO 8601 duration. */
  @Column('text', { name: 'late_window' })
  lateWindow: string;

  @Column('text', { name: 'when_empty' })
  whenEmpty: 'alert' | 'skip';

  @Column('jsonb')
  requires: SlotRequirements;

  @Column('integer', { name: 'effort_minutes', nullable: true })
  effortMinutes: number | null;

  @Column('boolean')
  active: boolean;

  @Column('text', { name: 'external_id', nullable: true })
  externalId: string | null;

  /** Occurrences are materialised up to here; what the rule gives from here on is virtual. */
  @Column({ type: 'timestamptz', name: 'horizon', precision: 3, nullable: true })
  horizon: Date | null;

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

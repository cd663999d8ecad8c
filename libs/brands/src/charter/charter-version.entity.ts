import type { Charter, CharterSource } from '#charter';
import type { Actor } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AcknowledgedImpact, CharterVersionState } from './version-state.js';

/** Immutable once active: a trigger sees to it. */
@Entity('charter_version')
export class CharterVersionEntity {
  @PrimaryColumn('uuid', { name: 'charter_id' })
  charterId: string;

  @PrimaryColumn('integer')
  number: number;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('text')
  state: CharterVersionState;

  @Column('jsonb')
  source: CharterSource;

  @Column('text', { name: 'source_hash' })
  sourceHash: string;

  /** With all that it inherits; null in a draft. */
  @Column('jsonb', { nullable: true })
  resolved: Charter | null;

  @Column('integer', { name: 'agency_number', nullable: true })
  agencyNumber: number | null;

  @Column('boolean')
  derived: boolean;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('text', { name: 'impact_hash', nullable: true })
  impactHash: string | null;

  /** What whoever activated it had before their eyes. */
  @Column('jsonb', { nullable: true })
  impact: AcknowledgedImpact | null;

  @Column({ type: 'timestamptz', name: 'effective_at', precision: 3, nullable: true })
  effectiveAt: Date | null;

  @Column('integer')
  version: number;

  @Column('jsonb', { name: 'created_by' })
  createdBy: Actor;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3 })
  updatedAt: Date;

  @Column('jsonb', { name: 'activated_by', nullable: true })
  activatedBy: Actor | null;

  @Column({ type: 'timestamptz', name: 'activated_at', precision: 3, nullable: true })
  activatedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'retired_at', precision: 3, nullable: true })
  retiredAt: Date | null;
}

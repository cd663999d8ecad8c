import type { Actor } from '#kernel';
import type { Recurrence } from '#recurrence';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BlackoutAction, BlackoutShift, HolidayCalendar } from './blackout.js';

/** Exactly one of window, recurrence and holidays is there. */
@Entity('blackout')
export class BlackoutEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id', nullable: true })
  brandId: string | null;

  @Column('text')
  title: string;

  @Column('text')
  action: BlackoutAction;

  @Column('text', { name: 'applies_to' })
  appliesTo: 'slots' | 'all';

  @Column('jsonb', { nullable: true })
  shift: BlackoutShift | null;

  @Column({ type: 'timestamptz', name: 'window_from', precision: 3, nullable: true })
  windowFrom: Date | null;

  @Column({ type: 'timestamptz', name: 'window_to', precision: 3, nullable: true })
  windowTo: Date | null;

  @Column('jsonb', { nullable: true })
  recurrence: Recurrence | null;

  /** ISO 8601, of the recurrence. */
  @Column('text', { nullable: true })
  duration: string | null;

  @Column('jsonb', { nullable: true })
  holidays: HolidayCalendar | null;

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

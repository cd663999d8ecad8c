import type { LocalTime, Zone } from '#kernel';
import type { OccurrenceBlackout } from './blackouts/occurrence-blackout.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OccurrenceState } from './occurrence-states.js';

@Entity('occurrence')
export class OccurrenceEntity {
  /** `<slotId>_<YYYYMMDDTHHmm>`; for life. */
  @PrimaryColumn('text')
  id: string;

  @Column('uuid', { name: 'slot_id' })
  slotId: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  @Column('text', { name: 'original_start' })
  originalStart: LocalTime;

  @Column('text', { name: 'local_time' })
  localTime: LocalTime;

  @Column('text')
  timezone: Zone;

  @Column({ type: 'timestamptz', name: 'starts_at', precision: 3 })
  startsAt: Date;

  @Column('text')
  state: OccurrenceState;

  @Column('text', { name: 'state_reason', nullable: true })
  stateReason: string | null;

  @Column('boolean')
  moved: boolean;

  /** What closes the date, or moved it. */
  @Column('jsonb', { nullable: true })
  blackout: OccurrenceBlackout | null;

  @Column('uuid', { name: 'assignee_id', nullable: true })
  assigneeId: string | null;

  @Column('text', { nullable: true })
  note: string | null;

  /** 1 as long as nobody has touched it. */
  @Column('integer')
  version: number;

  /** When alerts look at it, while it is open; the epoch: at once. Null: never. The database's own, and the pass's. */
  @Column({ type: 'timestamptz', name: 'next_alert_at', precision: 3, nullable: true, insert: false, update: false })
  nextAlertAt: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3 })
  updatedAt: Date;
}

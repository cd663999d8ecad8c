import type { Actor, LocalTime } from '#kernel';
import type { Recurrence } from '#recurrence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Append only: ids tell the order in which revisions were made. */
@Entity('slot_revision')
export class SlotRevisionEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'slot_id' })
  slotId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  @Column('text', { name: 'from_local' })
  fromLocal: LocalTime;

  @Column('jsonb')
  recurrence: Recurrence;

  @Column('jsonb', { name: 'created_by' })
  createdBy: Actor;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}

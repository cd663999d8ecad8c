import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody was told, this long before it, that a date is empty; never to be told again. */
@Entity('alert')
export class AlertEntity {
  @PrimaryColumn('text', { name: 'occurrence_id' })
  occurrenceId: string;

  /** As `leadTimeKey` spells it. */
  @PrimaryColumn('text', { name: 'lead_time' })
  leadTime: string;

  @Column('uuid', { name: 'slot_id' })
  slotId: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  @Column({ type: 'timestamptz', name: 'fired_at', precision: 3 })
  firedAt: Date;
}

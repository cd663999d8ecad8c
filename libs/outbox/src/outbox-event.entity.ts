import type { Actor } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('outbox_event')
export class OutboxEventEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column({ type: 'bigint', name: 'seq', insert: false, update: false })
  seq: string;

  /** Given in commit order by `sequenceEvents`; null until then. */
  @Column('bigint', { name: 'position', nullable: true })
  position: string | null;

  @Column('text')
  type: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id', nullable: true })
  brandId: string | null;

  /** The row it is about; events of one subject keep their order. */
  @Column('text', { name: 'subject_id' })
  subjectId: string;

  @Column('jsonb')
  actor: Actor;

  @Column('jsonb')
  data: object;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}

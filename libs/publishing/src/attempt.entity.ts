import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One try at publishing, written before the call and settled after it. */
@Entity('attempt')
export class AttemptEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'publication_id' })
  publicationId: string;

  @Column('integer')
  number: number;

  @Column('integer', { nullable: true })
  unit: number | null;

  @Column('text', { nullable: true })
  step: string | null;

  @Column({ type: 'timestamptz', name: 'started_at', precision: 3 })
  startedAt: Date;

  @Column({ type: 'timestamptz', name: 'finished_at', precision: 3, nullable: true })
  finishedAt: Date | null;

  @Column('text', { nullable: true })
  outcome: string | null;

  @Column('text', { name: 'error_code', nullable: true })
  errorCode: string | null;

  @Column('text', { name: 'network_code', nullable: true })
  networkCode: string | null;

  @Column('integer', { name: 'http_status', nullable: true })
  httpStatus: number | null;

  @Column('text', { nullable: true })
  phase: string | null;

  @Column('text', { nullable: true })
  detail: string | null;

  /** The worker pool that made it. */
  @Column('text')
  worker: string;
}

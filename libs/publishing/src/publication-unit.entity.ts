import type { PublishState, UnitKind } from '#networks';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is recorded before a step that cannot be taken back. */
export interface Armed {
  step: string;
  /** The attempt's number. */
  attempt: number;
  /** RFC 3339 */
  at: string;
  /** Milliseconds the call was given. */
  deadline: number;
}

/** One thing to be created on the network for a publication. */
@Entity('publication_unit')
export class PublicationUnitEntity {
  @PrimaryColumn('uuid', { name: 'publication_id' })
  publicationId: string;

  @PrimaryColumn('integer')
  unit: number;

  @Column('text')
  kind: UnitKind;

  /** Handed to the network as its idempotency key; never changes. */
  @Column('text')
  key: string;

  @Column('jsonb', { name: 'adapter_state', nullable: true })
  adapterState: PublishState | null;

  @Column('jsonb', { nullable: true })
  armed: Armed | null;

  /** When the last step was announced that readers may see, while nothing proves that it did nothing. */
  @Column({ type: 'timestamptz', name: 'exposed_at', precision: 3, nullable: true })
  exposedAt: Date | null;

  @Column('text', { name: 'remote_id', nullable: true })
  remoteId: string | null;

  @Column('text', { name: 'remote_url', nullable: true })
  remoteUrl: string | null;

  @Column({ type: 'timestamptz', name: 'done_at', precision: 3, nullable: true })
  doneAt: Date | null;

  @Column({ type: 'timestamptz', name: 'give_up_at', precision: 3, nullable: true })
  giveUpAt: Date | null;
}

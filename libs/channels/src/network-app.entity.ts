import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The client that one host of a network knows us as, where each host registers its own. */
@Entity('network_app')
export class NetworkAppEntity {
  @PrimaryColumn('text', { name: 'network_id' })
  networkId: string;

  /** As its owner typed it, without a trailing slash. */
  @PrimaryColumn('text')
  host: string;

  /** Sealed. */
  @Column('text')
  app: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The client that one host of a network knows us as, where each host registers its own. */
@Entity('network_app')
export class NetworkAppEntity {
  @PrimaryColumn('text', { name: 'network_id' })
  networkId: string;

  /** Its origin (RFC 6454), such as `https://social.example`. */
  @PrimaryColumn('text')
  host: string;

  /** Sealed. */
  @Column('text')
  app: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  /** When somebody first agreed through it. */
  @Column({ type: 'timestamptz', name: 'confirmed_at', precision: 3, nullable: true })
  confirmedAt: Date | null;
}

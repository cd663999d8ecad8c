import type { Actor } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person who is on a network's own pages, agreeing to let us publish. */
@Entity('oauth_agreement')
export class OAuthAgreementEntity {
  /** SHA-256 of the state that travels through the browser, hexadecimal. */
  @PrimaryColumn('text', { name: 'state_hash' })
  stateHash: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  @Column('text', { name: 'network_id' })
  networkId: string;

  /** Sealed: verifier and what was typed; once agreed, the session and its accounts. */
  @Column('text')
  payload: string;

  /** Who began it. */
  @Column('jsonb')
  actor: Actor;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  expiresAt: Date;
}

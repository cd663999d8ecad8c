import type { Actor } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgreedAccount } from './agreement.js';

/** A person who is on a network's own pages, agreeing to let us publish. */
@Entity('oauth_agreement')
export class OAuthAgreementEntity {
  @Column('uuid')
  id: string;

  /** SHA-256 of the state that travels through the browser, hexadecimal. */
  @PrimaryColumn('text', { name: 'state_hash' })
  stateHash: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  @Column('text', { name: 'network_id' })
  networkId: string;

  /** Sealed: verifier and what was typed; once agreed, the session and its accounts. Null: nothing is left to do with it. */
  @Column('text', { nullable: true })
  payload: string | null;

  /** When the browser came back with the state, which it may once. */
  @Column({ type: 'timestamptz', name: 'used_at', precision: 3, nullable: true })
  usedAt: Date | null;

  /** What it opened; null until the person has agreed. */
  @Column('jsonb', { nullable: true })
  accounts: AgreedAccount[] | null;

  /** Why nothing came of it: a code of ours. */
  @Column('text', { nullable: true })
  reason: string | null;

  /** Who began it. */
  @Column('jsonb')
  actor: Actor;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  expiresAt: Date;
}

import type { Actor } from '#kernel';
import type { Capabilities } from '#networks';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ChannelHealth } from './channel.js';

@Entity('channel')
export class ChannelEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  @Column('text', { name: 'network_id' })
  networkId: string;

  @Column('text', { name: 'display_name' })
  displayName: string;

  /** The secret ones, sealed as one JSON object; null when there are none or the channel is gone. */
  @Column('text', { nullable: true })
  credentials: string | null;

  /** The credentials that are no secrets. */
  @Column('jsonb', { name: 'public_settings' })
  publicSettings: Record<string, string>;

  /** On its network, as a person's agreement or a check told it; null where the credentials name the account. */
  @Column('text', { name: 'account_id', nullable: true })
  accountId: string | null;

  /** What its adapter got itself from the credentials, sealed as one JSON object. */
  @Column('text', { nullable: true })
  session: string | null;

  @Column({ type: 'timestamptz', name: 'session_expires_at', precision: 3, nullable: true })
  sessionExpiresAt: Date | null;

  /** When it was got. */
  @Column({ type: 'timestamptz', name: 'session_since', precision: 3, nullable: true })
  sessionSince: Date | null;

  /** Until then one process alone is getting a new session. */
  @Column({ type: 'timestamptz', name: 'renewing_until', precision: 3, nullable: true })
  renewingUntil: Date | null;

  /** When the network was last asked about the account; null: never. */
  @Column({ type: 'timestamptz', name: 'checked_at', precision: 3, nullable: true })
  checkedAt: Date | null;

  @Column('text')
  health: ChannelHealth;

  @Column('text', { name: 'health_reason', nullable: true })
  healthReason: string | null;

  /** See `HealthVerdict`. */
  @Column({ type: 'timestamptz', name: 'refused_since', precision: 3, nullable: true })
  refusedSince: Date | null;

  /** Where the account differs from its network's manifest. */
  @Column('jsonb')
  limits: Partial<Capabilities>;

  @Column('text', { name: 'audience_note', nullable: true })
  audienceNote: string | null;

  @Column('integer')
  version: number;

  @Column('jsonb', { name: 'created_by' })
  createdBy: Actor;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3 })
  updatedAt: Date;

  @Column({ type: 'timestamptz', name: 'archived_at', precision: 3, nullable: true })
  archivedAt: Date | null;
}

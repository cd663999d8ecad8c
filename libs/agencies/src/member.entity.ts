import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person of the agency; what slots and occurrences name as their owner or assignee. */
@Entity('member')
export class MemberEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId: string;

  @Column('text')
  name: string;

  @Column('text')
  email: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}

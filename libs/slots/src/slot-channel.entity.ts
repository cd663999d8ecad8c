import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('slot_channel')
export class SlotChannelEntity {
  @PrimaryColumn('uuid', { name: 'slot_id' })
  slotId: string;

  @PrimaryColumn('uuid', { name: 'channel_id' })
  channelId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  @Column('smallint')
  position: number;
}

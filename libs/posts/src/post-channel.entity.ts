import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('post_channel')
export class PostChannelEntity {
  @PrimaryColumn('uuid', { name: 'post_id' })
  postId: string;

  @PrimaryColumn('uuid', { name: 'channel_id' })
  channelId: string;

  @Column('uuid', { name: 'brand_id' })
  brandId: string;

  @Column('smallint')
  position: number;
}

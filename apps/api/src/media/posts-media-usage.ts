import { Injectable } from '@nestjs/common';
import type { MediaUsage } from '#media';
import type { Tx } from '#persistence';
import { isMediaUsed } from '#posts';

/** Joins media to the posts above them. */
@Injectable()
export class PostsMediaUsage implements MediaUsage {
  isUsed(tx: Tx, mediaId: string): Promise<boolean> {
    return isMediaUsed(tx, mediaId);
  }
}

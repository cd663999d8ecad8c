import { Injectable } from '@nestjs/common';
import type { Tx } from '#persistence';
import { type PostRequest, revokeWaiver, type WaiverView } from '#posts';
import { holdJudged } from './charter-gate.js';

@Injectable()
export class RevokeWaiver {
  /** What is planned of its post and passed by it alone is held, with the finding. */
  async run(tx: Tx, waiverId: string, request: PostRequest): Promise<WaiverView> {
    const { view, judged } = await revokeWaiver(tx, waiverId, request);
    if (judged) await holdJudged(tx, [judged], request);
    return view;
  }
}

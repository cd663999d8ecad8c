import { startWebhookReceiver } from '#networks/testing';
import type { Subject } from './subject.js';

/** Every network of the matrix, by its id. */
export const SUBJECTS: Readonly<Record<string, () => Promise<Subject>>> = {
  webhook: async () => {
    const receiver = await startWebhookReceiver();
    return {
      id: 'webhook',
      url: new URL(receiver.url).origin,
      credentials: { url: receiver.url, secret: receiver.secret },
      hosts: {},
      // What a receiver drops because it has seen its id is no second thing.
      things: () => [...new Map(receiver.deliveries.map(({ id, body }) => [id, { id, text: body }])).values()],
      close: () => receiver.close(),
    };
  },
};

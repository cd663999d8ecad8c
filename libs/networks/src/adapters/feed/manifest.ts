import type { NetworkManifest } from '../../contract.js';

export const manifest = {
  id: 'feed',
  name: 'Feed',
  apiVersion: '1',
  capabilities: {
    // Our own pages have no limit of their own; the api bounds what a post may hold.
    text: { max: null, unit: 'graphemes', enforced: false },
    media: {
      maxImages: 20,
      maxVideos: 4,
      // What browsers show without a plugin.
      mimeTypes: [
        'image/avif',
        'image/gif',
        'image/jpeg',
        'image/png',
        'image/webp',
        'video/mp4',
        'video/ogg',
        'video/webm',
      ],
      altText: true,
    },
    poll: { maxOptions: 12, maxOptionLength: 300 },
    link: true,
    // The parts of a thread follow each other in one entry.
    thread: true,
    // A feed has no comments.
    firstComment: false,
  },
  credentials: [],
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: { title: { type: 'string', minLength: 1, maxLength: 300 } },
  },
  reconciliation: {
    kind: 'atomic_key',
    note: {
      en: 'The feed is ours: an entry is unique by its key, so sending again gives the same entry, and a look at the key tells for certain whether it is there.',
      fr: 'Le flux est le nôtre : une entrée est unique par sa clé, la renvoyer donne la même entrée, et la clé dit avec certitude si elle est là.',
    },
  },
  removable: true,
  sources: ['https://www.rfc-editor.org/rfc/rfc4287', 'https://www.jsonfeed.org/version/1.1/'],
} as const satisfies NetworkManifest;

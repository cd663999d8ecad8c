import { ANY_TYPE, type NetworkManifest } from '../../contract.js';

export const manifest = {
  id: 'webhook',
  name: 'Webhook',
  apiVersion: '1',
  capabilities: {
    text: { max: null, unit: 'utf8_bytes', enforced: false },
    // Media travel as links, so their number and type are the receiver's affair.
    media: { maxImages: 100, maxVideos: 100, mimeTypes: [ANY_TYPE], altText: true },
    poll: { maxOptions: 100, maxOptionLength: 1_000 },
    link: true,
    thread: true,
    firstComment: true,
  },
  credentials: [
    {
      name: 'url',
      label: { en: 'Address', fr: 'Adresse' },
      secret: false,
      required: true,
      format: 'url',
      help: {
        en: 'Where each publication is posted, over https or http. Redirects are not followed.',
        fr: 'Où chaque publication est envoyée, en https ou http. Les redirections ne sont pas suivies.',
      },
    },
    {
      name: 'secret',
      label: { en: 'Signing secret', fr: 'Secret de signature' },
      secret: true,
      required: true,
      format: 'text',
      help: {
        en: 'whsec_ followed by 24 to 64 random bytes in base64 (standardwebhooks.com).',
        fr: 'whsec_ suivi de 24 à 64 octets aléatoires en base64 (standardwebhooks.com).',
      },
    },
  ],
  // Whatever the receiver understands is passed on.
  optionsSchema: { type: 'object', additionalProperties: true },
  reconciliation: {
    kind: 'repeatable',
    note: {
      en: 'Delivered at least once: every try carries the same webhook-id and the same body, and the receiver drops what it has seen.',
      fr: 'Livré au moins une fois : chaque essai porte le même webhook-id et le même corps, et le destinataire écarte ce qu’il a déjà vu.',
    },
  },
  removable: false,
  sources: ['https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md'],
} as const satisfies NetworkManifest;

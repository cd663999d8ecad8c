import type { NetworkManifest } from '../../contract.js';

export const manifest = {
  id: 'bluesky',
  name: 'Bluesky',
  apiVersion: 'com.atproto + app.bsky lexicons, 2026-11',
  capabilities: {
    // Lexicon app.bsky.feed.post; both limits hold, and the PDS enforces them.
    text: { max: 300, unit: 'graphemes', enforced: true, also: { max: 3_000, unit: 'utf8_bytes' } },
    media: {
      // app.bsky.embed.images; the gallery of ten is newer than many servers.
      maxImages: 4,
      maxVideos: 1,
      mimeTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'video/mp4'],
      altText: true,
      mixed: false,
      // The lexicon says two million bytes since 2026; a PDS of the 0.4 line still refuses more than one.
      image: { maxBytes: 1_000_000 },
      video: { maxBytes: 300_000_000 },
    },
    poll: null,
    link: true,
    thread: true,
    firstComment: true,
  },
  credentials: [
    {
      name: 'identifier',
      label: { en: 'Handle', fr: 'Identifiant' },
      secret: false,
      required: true,
      format: 'text',
      help: {
        en: 'The handle without @, such as bakery.bsky.social.',
        fr: 'L’identifiant sans @, par exemple boulangerie.bsky.social.',
      },
    },
    {
      name: 'appPassword',
      label: { en: 'App password', fr: 'Mot de passe d’application' },
      secret: true,
      required: true,
      format: 'text',
      help: {
        en: 'Made in Bluesky under Settings, Privacy and security, App passwords. Not the password of the account.',
        fr: 'À créer dans Bluesky : Paramètres, Vie privée et sécurité, Mots de passe d’application. Pas le mot de passe du compte.',
      },
    },
    {
      name: 'host',
      label: { en: 'Server', fr: 'Serveur' },
      secret: false,
      required: false,
      format: 'url',
      help: {
        en: 'Only for an account on a PDS of its own, such as https://pds.example.org.',
        fr: 'Seulement pour un compte hébergé sur son propre PDS, par exemple https://pds.example.org.',
      },
    },
  ],
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      linkAs: { enum: ['card', 'text'], description: 'A card under the text (default), or the address in the text.' },
      cardTitle: { type: 'string', minLength: 1, maxLength: 300 },
      cardDescription: { type: 'string', maxLength: 1_000 },
      languages: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 3, uniqueItems: true },
      contentLabels: {
        type: 'array',
        items: { enum: ['sexual', 'nudity', 'porn', 'graphic-media'] },
        uniqueItems: true,
        description: 'Warnings that the author gives; readers decide what they see.',
      },
    },
  },
  reconciliation: {
    kind: 'atomic_key',
    note: {
      en: 'Every post is written under a key chosen beforehand, and only where nothing has that key: repeating it gives the same post.',
      fr: 'Chaque post est écrit sous une clé choisie d’avance, et seulement si rien ne la porte : le répéter donne le même post.',
    },
  },
  removable: true,
  hosts: { api: 'https://bsky.social', video: 'https://video.bsky.app' },
  session: 'renewable',
  advice: {
    'bluesky.message_unknown': {
      en: 'The post was settled by hand without an address that names it: delete it on Bluesky itself.',
      fr: 'Le post a été réglé à la main sans adresse qui le désigne : supprimez-le sur Bluesky même.',
    },
    'bluesky.unauthorized': {
      en: 'Make a new app password in Bluesky (Settings, Privacy and security) and connect the channel again.',
      fr: 'Créez un nouveau mot de passe d’application dans Bluesky (Paramètres, Vie privée et sécurité) et reconnectez le canal.',
    },
    'bluesky.app_password_needed': {
      en: 'This is the password of an account with two-step sign-in. Use an app password instead.',
      fr: 'C’est le mot de passe d’un compte à double authentification. Utilisez un mot de passe d’application.',
    },
    'bluesky.account_inactive': {
      en: 'The account is deactivated or suspended. Open Bluesky to see why.',
      fr: 'Le compte est désactivé ou suspendu. Ouvrez Bluesky pour savoir pourquoi.',
    },
    'bluesky.host_invalid': {
      en: 'Write the server as an https address, such as https://pds.example.org, or leave it empty.',
      fr: 'Indiquez le serveur par une adresse https, par exemple https://pds.example.org, ou laissez vide.',
    },
    'bluesky.key_taken': {
      en: 'Something else stands where this post belongs. Look at the account, then say whether the post is live or schedule it anew.',
      fr: 'Autre chose occupe la place de ce post. Regardez le compte, puis dites si le post est en ligne ou replanifiez-le.',
    },
    'bluesky.parent_unknown': {
      en: 'The post to answer cannot be found. Paste the address of the post as it stands on bsky.app.',
      fr: 'Le post auquel répondre est introuvable. Collez l’adresse du post telle qu’elle est sur bsky.app.',
    },
    'bluesky.video_refused': {
      en: 'Bluesky cannot use this video. Export it again as MP4 (H.264, up to three minutes).',
      fr: 'Bluesky ne peut pas utiliser cette vidéo. Exportez-la de nouveau en MP4 (H.264, trois minutes au plus).',
    },
    'bluesky.too_large': {
      en: 'The server does not take a file of this size. Make it smaller.',
      fr: 'Le serveur n’accepte pas un fichier de cette taille. Réduisez-le.',
    },
  },
  sources: [
    'https://github.com/bluesky-social/atproto/tree/main/lexicons/app/bsky',
    'https://docs.bsky.app/docs/advanced-guides/posts',
    'https://docs.bsky.app/docs/tutorials/video',
    'https://docs.bsky.app/docs/advanced-guides/rate-limits',
    'https://atproto.com/specs/tid',
    '@atproto/pds 0.4.217, run and asked on 2026-11-28',
  ],
} as const satisfies NetworkManifest;

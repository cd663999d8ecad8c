import type { NetworkManifest } from '../../contract.js';

export const manifest = {
  id: 'mastodon',
  name: 'Mastodon',
  apiVersion: 'v1',
  // What a server has that nobody configured; each server's own are read when a channel is connected (`check`).
  capabilities: {
    text: { max: 500, unit: 'mastodon', enforced: true, linkLength: 23 },
    media: {
      maxImages: 4,
      maxVideos: 1,
      mimeTypes: [
        'image/jpeg',
        'image/png',
        'image/gif',
        'image/webp',
        'video/mp4',
        'video/webm',
        'video/quicktime',
        'video/ogg',
      ],
      altText: true,
      altTextMax: 1_500,
      mixed: false,
      image: { maxBytes: 16_777_216, maxPixels: 33_177_600 },
      video: { maxBytes: 103_809_024 },
    },
    poll: { maxOptions: 4, maxOptionLength: 50, minSeconds: 300, maxSeconds: 2_629_746, withMedia: false },
    link: true,
    thread: true,
    firstComment: true,
  },
  credentials: [
    {
      name: 'host',
      label: { en: 'Server', fr: 'Serveur' },
      secret: false,
      required: true,
      format: 'url',
      help: {
        en: 'Where the account lives, such as https://mastodon.social. Servers that speak Mastodon’s interface will do.',
        fr: 'Là où vit le compte, par exemple https://mastodon.social. Les serveurs qui parlent l’interface de Mastodon conviennent.',
      },
    },
    {
      name: 'accessToken',
      label: { en: 'Access token', fr: 'Jeton d’accès' },
      secret: true,
      required: false,
      format: 'text',
      help: {
        en: 'Only without “Connect”: Preferences, Development, New application, with read:accounts, read:statuses, write:media and write:statuses.',
        fr: 'Seulement sans « Connecter » : Préférences, Développement, Nouvelle application, avec read:accounts, read:statuses, write:media et write:statuses.',
      },
    },
  ],
  oauth: {
    authorizationUrl: '{host}/oauth/authorize',
    tokenUrl: '{host}/oauth/token',
    scopes: ['read:accounts', 'read:statuses', 'write:media', 'write:statuses'],
    // Since 4.3; older servers ignore it.
    pkce: true,
    clientAuthentication: 'client_secret_post',
    registration: 'instance',
  },
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      visibility: { type: 'string', enum: ['public', 'unlisted', 'private'] },
      contentWarning: { type: 'string', minLength: 1, maxLength: 500 },
      sensitive: { type: 'boolean' },
      pollMultiple: { type: 'boolean' },
      pollHideTotals: { type: 'boolean' },
      quotePolicy: { type: 'string', enum: ['public', 'followers', 'nobody'] },
    },
  },
  reconciliation: {
    kind: 'lookup',
    note: {
      en: 'The server forgets a post’s key after an hour and others than Mastodon may never have known it: after a lost answer the account’s own posts are listed first.',
      fr: 'Le serveur oublie la clé d’un post après une heure, et d’autres que Mastodon ne l’ont peut-être jamais connue : après une réponse perdue, les posts du compte sont d’abord relus.',
    },
  },
  removable: true,
  advice: {
    'mastodon.host_invalid': {
      en: 'Write the server’s address as https://name, without the account.',
      fr: 'Écrivez l’adresse du serveur sous la forme https://nom, sans le compte.',
    },
    'mastodon.token_missing': {
      en: 'Connect the account again, or paste an access token.',
      fr: 'Reconnectez le compte, ou collez un jeton d’accès.',
    },
    'mastodon.scope_missing': {
      en: 'The token may not do this. Connect again, or make a token with read:accounts, read:statuses, write:media and write:statuses.',
      fr: 'Le jeton n’en a pas le droit. Reconnectez le compte, ou créez un jeton avec read:accounts, read:statuses, write:media et write:statuses.',
    },
    'mastodon.account_unusable': {
      en: 'The server has closed the account to apps: it is disabled, waits for approval, or its address is not confirmed. Log in there and see.',
      fr: 'Le serveur a fermé le compte aux applications : il est désactivé, attend une validation, ou son adresse n’est pas confirmée. Connectez-vous-y pour voir.',
    },
    'mastodon.not_allowed': {
      en: 'The server does not allow this account to do it. Ask its moderators.',
      fr: 'Le serveur ne le permet pas à ce compte. Demandez à sa modération.',
    },
    'mastodon.parent_gone': {
      en: 'The post that this one answers is gone from the server.',
      fr: 'Le post auquel celui-ci répond n’est plus sur le serveur.',
    },
    'mastodon.message_unknown': {
      en: 'The post was settled by hand without its address: delete or answer it on the server itself.',
      fr: 'Le post a été réglé à la main sans son adresse : supprimez-le, ou répondez-y, sur le serveur même.',
    },
    'mastodon.media_refused': {
      en: 'The server does not take this file. Save it as JPEG, PNG or MP4, or make it smaller.',
      fr: 'Le serveur n’accepte pas ce fichier. Enregistrez-le en JPEG, PNG ou MP4, ou réduisez-le.',
    },
    'mastodon.media_failed': {
      en: 'The server could not read the file. Save it anew and try again.',
      fr: 'Le serveur n’a pas pu lire le fichier. Enregistrez-le à nouveau et réessayez.',
    },
    'mastodon.media_timeout': {
      en: 'The server did not finish with the file in half an hour; it is sent again. If this goes on, make it smaller.',
      fr: 'Le serveur n’a pas fini de traiter le fichier en une demi-heure ; il est renvoyé. Si cela dure, réduisez-le.',
    },
    'mastodon.similar_found': {
      en: 'A post much like this one appeared on the account. Look there, then say whether it is this one.',
      fr: 'Un post très proche de celui-ci est apparu sur le compte. Regardez-y, puis dites si c’est lui.',
    },
    'mastodon.gone': {
      en: 'The server says that this is gone for good. Check that it still exists.',
      fr: 'Le serveur dit que cela n’existe plus. Vérifiez qu’il existe encore.',
    },
    'mastodon.redirected': {
      en: 'The server’s address leads elsewhere. Use the one that its web pages show.',
      fr: 'L’adresse du serveur mène ailleurs. Prenez celle que montrent ses pages.',
    },
    'mastodon.not_mastodon': {
      en: 'Nothing at this address speaks Mastodon’s interface. Check the server’s name.',
      fr: 'Rien à cette adresse ne parle l’interface de Mastodon. Vérifiez le nom du serveur.',
    },
  },
  sources: [
    'https://docs.joinmastodon.org/methods/statuses/',
    'https://docs.joinmastodon.org/methods/media/',
    'https://docs.joinmastodon.org/methods/apps/',
    'https://docs.joinmastodon.org/methods/oauth/',
    'https://docs.joinmastodon.org/entities/Instance/',
    'https://docs.joinmastodon.org/api/rate-limits/',
    'https://docs.joinmastodon.org/user/posting/',
    'https://github.com/mastodon/mastodon/blob/main/app/services/post_status_service.rb',
    'https://nodeinfo.diaspora.software/protocol',
    'https://docs.gotosocial.org/en/latest/api/ratelimiting/',
  ],
} as const satisfies NetworkManifest;

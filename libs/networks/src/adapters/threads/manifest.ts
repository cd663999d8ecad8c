import type { NetworkManifest } from '../../contract.js';

export const manifest = {
  id: 'threads',
  name: 'Threads',
  apiVersion: 'v1.0',
  capabilities: {
    text: { max: 500, unit: 'threads', enforced: true },
    media: {
      // A carousel holds 20 of both kinds together, which `validate` sees to.
      maxImages: 20,
      maxVideos: 20,
      mimeTypes: ['image/jpeg', 'image/png', 'video/mp4', 'video/quicktime'],
      altText: true,
      altTextMax: 1_000,
      image: { maxBytes: 8_000_000, minAspect: 0.1, maxAspect: 10 },
      video: { maxBytes: 1_000_000_000, maxSeconds: 300 },
      // Read in copies of the "Media specifications" that others keep.
      enforced: false,
    },
    // It runs for a day, which only others say: `validate` warns of another duration.
    poll: { minOptions: 2, maxOptions: 4, maxOptionLength: 25, withMedia: false },
    link: true,
    thread: true,
    firstComment: true,
    references: { maxLinks: 5, enforced: true },
  },
  credentials: [
    {
      name: 'accountId',
      label: { en: 'Threads user id', fr: 'Identifiant Threads' },
      secret: false,
      required: true,
      format: 'text',
      help: {
        en: 'The number that GET /me answers; filled in when you connect through Threads.',
        fr: 'Le numéro que donne GET /me ; rempli quand vous vous connectez par Threads.',
      },
    },
    {
      name: 'accessToken',
      label: { en: 'Access token', fr: 'Jeton d’accès' },
      secret: true,
      required: false,
      format: 'text',
      help: {
        en: 'A long-lived token with threads_basic, threads_content_publish, threads_read_replies, threads_manage_replies and threads_delete. Not needed when you connect through Threads.',
        fr: 'Un jeton longue durée avec threads_basic, threads_content_publish, threads_read_replies, threads_manage_replies et threads_delete. Inutile si vous vous connectez par Threads.',
      },
    },
  ],
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      replyControl: {
        enum: ['everyone', 'accounts_you_follow', 'mentioned_only', 'parent_post_author_only', 'followers_only'],
      },
      topicTag: { type: 'string', minLength: 1, maxLength: 50, pattern: '^[^.&]+$' },
    },
  },
  reconciliation: {
    kind: 'atomic_key',
    note: {
      en: 'Each post has one container, which is published at most once and says for certain whether it has been, after five minutes at most. A lost answer costs no more than these and the post’s address.',
      fr: 'Chaque post a un seul conteneur, publié au plus une fois et qui dit avec certitude s’il l’a été, au bout de cinq minutes au plus. Une réponse perdue ne coûte que ces minutes et l’adresse du post.',
    },
  },
  removable: true,
  hosts: { api: 'https://graph.threads.net', login: 'https://threads.com' },
  session: 'renewable',
  oauth: {
    authorizationUrl: '{login}/oauth/authorize',
    tokenUrl: '{api}/oauth/access_token',
    scopes: [
      'threads_basic',
      'threads_content_publish',
      'threads_read_replies',
      'threads_manage_replies',
      'threads_delete',
    ],
    pkce: false,
    clientAuthentication: 'client_secret_post',
  },
  advice: {
    'threads.message_unknown': {
      en: 'The post was settled by hand without an address that names it: delete it on Threads itself.',
      fr: 'Le post a été réglé à la main sans adresse qui le désigne : supprimez-le sur Threads même.',
    },
    'threads.not_found': {
      en: 'What this answers or uses is no longer on Threads: look at the post there.',
      fr: 'Ce à quoi ceci répond ou ce qu’il utilise n’est plus sur Threads : voyez le post sur place.',
    },
    'threads.container_unknown': {
      en: 'Threads did not find what it was preparing: send again.',
      fr: 'Threads n’a pas retrouvé ce qu’il préparait : renvoyez.',
    },
    'threads.token_missing': {
      en: 'Connect the channel through Threads, or paste a long-lived access token.',
      fr: 'Connectez le canal par Threads, ou collez un jeton d’accès longue durée.',
    },
    'threads.account_mismatch': {
      en: 'The token belongs to another Threads account: connect again as the account of this channel.',
      fr: 'Le jeton appartient à un autre compte Threads : reconnectez-vous avec le compte de ce canal.',
    },
    'threads.forbidden': {
      en: 'The app lacks a permission: connect again and agree to everything that is asked for.',
      fr: 'Une autorisation manque à l’application : reconnectez-vous et acceptez tout ce qui est demandé.',
    },
    'threads.blocked': {
      en: 'Threads has blocked this account for a while: open the app and see what it asks for.',
      fr: 'Threads bloque ce compte pour un temps : ouvrez l’application et voyez ce qu’elle demande.',
    },
    'threads.restricted': {
      en: 'Threads restricts this account: open the app and see what it asks for.',
      fr: 'Threads restreint ce compte : ouvrez l’application et voyez ce qu’elle demande.',
    },
    'threads.too_many_links': {
      en: 'Keep at most five different links in the text, the attached one included.',
      fr: 'Gardez au plus cinq liens différents dans le texte, lien joint compris.',
    },
    'threads.container_failed': {
      en: 'Threads could not use an image or a video: check its format, length and shape, then send again.',
      fr: 'Threads n’a pas pu utiliser une image ou une vidéo : vérifiez format, durée et proportions, puis renvoyez.',
    },
  },
  sources: [
    'https://developers.facebook.com/documentation/threads/posts',
    'https://developers.facebook.com/documentation/threads/reference/publishing',
    'https://developers.facebook.com/documentation/threads/create-posts/polls',
    'https://developers.facebook.com/documentation/threads/create-posts/text-attachments',
    'https://developers.facebook.com/documentation/threads/retrieve-and-manage-replies/create-replies',
    'https://developers.facebook.com/documentation/threads/retrieve-and-discover-posts/retrieve-posts',
    'https://developers.facebook.com/documentation/threads/reference/media-retrieval',
    'https://developers.facebook.com/documentation/threads/posts/accessibility',
    'https://developers.facebook.com/documentation/threads/posts/delete-posts',
    'https://developers.facebook.com/docs/threads/troubleshooting',
    'https://developers.facebook.com/documentation/threads/get-started/get-access-tokens-and-permissions',
    'https://developers.facebook.com/docs/threads/get-started/long-lived-tokens/',
    // Second hand: media numbers, and the error that a container too fresh to publish gives.
    'https://www.ayrshare.com/docs/media-guidelines/threads.md',
    'https://github.com/fbsamples/threads_api/issues/70',
  ],
} as const satisfies NetworkManifest;

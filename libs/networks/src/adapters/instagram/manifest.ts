import type { NetworkManifest } from '../../contract.js';

export const manifest = {
  id: 'instagram',
  name: 'Instagram',
  apiVersion: 'v25.0',
  capabilities: {
    // 2,200 and what is counted are second hand, as are the hashtags and mentions below.
    text: { max: 2_200, unit: 'utf16_units', enforced: false },
    media: {
      required: true,
      // A carousel holds 10 of both kinds together, which `validate` sees to.
      maxImages: 10,
      maxVideos: 10,
      mimeTypes: ['image/jpeg', 'video/mp4', 'video/quicktime'],
      // Of images alone, without a known limit.
      altText: true,
      image: { maxBytes: 8 * 1024 * 1024, minAspect: 0.8, maxAspect: 1.91 },
      video: { maxBytes: 300_000_000, minSeconds: 3, maxSeconds: 900 },
      enforced: false,
    },
    poll: null,
    // What is written in a caption cannot be followed.
    link: false,
    thread: false,
    firstComment: true,
    references: { maxHashtags: 30, maxMentions: 20, enforced: false },
  },
  credentials: [
    {
      name: 'accountId',
      label: { en: 'Instagram professional account id', fr: 'Identifiant du compte professionnel' },
      secret: false,
      required: true,
      format: 'text',
      help: {
        en: 'The user_id that GET /me answers; filled in when you connect through Instagram.',
        fr: 'Le user_id que donne GET /me ; rempli quand vous vous connectez par Instagram.',
      },
    },
    {
      name: 'accessToken',
      label: { en: 'Access token', fr: 'Jeton d’accès' },
      secret: true,
      required: false,
      format: 'text',
      help: {
        en: 'A long-lived token of the Instagram login with instagram_business_basic, instagram_business_content_publish and instagram_business_manage_comments. Not needed when you connect through Instagram.',
        fr: 'Un jeton longue durée de la connexion Instagram avec instagram_business_basic, instagram_business_content_publish et instagram_business_manage_comments. Inutile si vous vous connectez par Instagram.',
      },
    },
  ],
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      collaborators: {
        type: 'array',
        maxItems: 3,
        uniqueItems: true,
        items: { type: 'string', pattern: '^[A-Za-z0-9._]{1,30}$' },
      },
      shareToFeed: { type: 'boolean' },
    },
  },
  reconciliation: {
    kind: 'atomic_key',
    note: {
      en: 'Each post has one container, which is published at most once and says for certain whether it has been, after five minutes at most. First comments have none: after a lost answer the comments are looked through.',
      fr: 'Chaque post a un seul conteneur, publié au plus une fois et qui dit avec certitude s’il l’a été, au bout de cinq minutes au plus. Les premiers commentaires n’en ont pas : après une réponse perdue, les commentaires sont parcourus.',
    },
  },
  // DELETE came in December 2025, for tokens of the Facebook login alone.
  removable: false,
  hosts: {
    api: 'https://graph.instagram.com',
    login: 'https://www.instagram.com',
    token: 'https://api.instagram.com',
  },
  session: 'renewable',
  oauth: {
    authorizationUrl: '{login}/oauth/authorize',
    tokenUrl: '{token}/oauth/access_token',
    scopes: ['instagram_business_basic', 'instagram_business_content_publish', 'instagram_business_manage_comments'],
    pkce: false,
    clientAuthentication: 'client_secret_post',
  },
  advice: {
    'instagram.message_unknown': {
      en: 'The post was settled by hand with an address alone, which does not tell what to comment on: comment on Instagram itself.',
      fr: 'Le post a été réglé à la main par une adresse seule, qui ne dit pas où commenter : commentez sur Instagram même.',
    },
    'instagram.not_found': {
      en: 'What this answers or uses is no longer on Instagram: look at the post there.',
      fr: 'Ce à quoi ceci répond ou ce qu’il utilise n’est plus sur Instagram : voyez le post sur place.',
    },
    'instagram.container_unknown': {
      en: 'Instagram did not find what it was preparing: send again.',
      fr: 'Instagram n’a pas retrouvé ce qu’il préparait : renvoyez.',
    },
    'instagram.token_missing': {
      en: 'Connect the channel through Instagram, or paste a long-lived access token.',
      fr: 'Connectez le canal par Instagram, ou collez un jeton d’accès longue durée.',
    },
    'instagram.account_mismatch': {
      en: 'The token belongs to another Instagram account: connect again as the account of this channel.',
      fr: 'Le jeton appartient à un autre compte Instagram : reconnectez-vous avec le compte de ce canal.',
    },
    'instagram.forbidden': {
      en: 'A permission is missing: connect again, agree to everything, and check that the account is a professional one.',
      fr: 'Une autorisation manque : reconnectez-vous, acceptez tout, et vérifiez que le compte est professionnel.',
    },
    'instagram.blocked': {
      en: 'Instagram has blocked this account for a while: open the app and see what it asks for.',
      fr: 'Instagram bloque ce compte pour un temps : ouvrez l’application et voyez ce qu’elle demande.',
    },
    'instagram.restricted': {
      en: 'Instagram holds this back as suspected spam or restricts the account. Check that the post is not live, then open the app and see what it asks for.',
      fr: 'Instagram retient ce post comme suspect ou restreint le compte. Vérifiez qu’il n’est pas en ligne, puis ouvrez l’application et voyez ce qu’elle demande.',
    },
    'instagram.media_refused': {
      en: 'Instagram does not take an image or a video as it is: JPEG up to 8 MiB between 4:5 and 1.91:1, MP4 or MOV in H.264 or HEVC.',
      fr: 'Instagram refuse une image ou une vidéo telle quelle : JPEG jusqu’à 8 Mio entre 4:5 et 1,91:1, MP4 ou MOV en H.264 ou HEVC.',
    },
    'instagram.caption_refused': {
      en: 'Shorten the caption: at most 2,200 characters, 30 hashtags and 20 mentions.',
      fr: 'Raccourcissez la légende : au plus 2 200 caractères, 30 mots-dièse et 20 mentions.',
    },
    'instagram.container_failed': {
      en: 'Instagram could not use an image or a video: check its format, length and shape, then send again.',
      fr: 'Instagram n’a pas pu utiliser une image ou une vidéo : vérifiez format, durée et proportions, puis renvoyez.',
    },
  },
  sources: [
    'https://developers.facebook.com/docs/instagram-platform/content-publishing/',
    'https://developers.facebook.com/documentation/instagram-platform/instagram-graph-api/reference/ig-container',
    'https://developers.facebook.com/documentation/instagram-platform/instagram-graph-api/reference/error-codes',
    'https://developers.facebook.com/documentation/instagram-platform/instagram-graph-api/reference/ig-media/comments',
    'https://developers.facebook.com/documentation/instagram-platform/reference/instagram-media',
    'https://developers.facebook.com/docs/instagram-api/reference/ig-user/media',
    'https://developers.facebook.com/docs/instagram-api/reference/ig-user/content_publishing_limit',
    'https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/business-login',
    // Second hand: numbers of captions and videos; refusals seen with the post live; media of others taken for ours.
    'https://www.ayrshare.com/docs/media-guidelines/instagram.md',
    'https://github.com/gitroomhq/postiz-app/pull/1681',
    'https://github.com/trypostit/trypost/pull/281',
  ],
} as const satisfies NetworkManifest;

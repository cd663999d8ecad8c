import type { Capabilities, NetworkManifest } from '../../contract.js';

/** What X takes from an account without a subscription. */
const media: Capabilities['media'] = {
  maxImages: 4,
  maxVideos: 1,
  mimeTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'video/mp4', 'video/quicktime'],
  altText: true,
  altTextMax: 1_000,
  mixed: false,
  image: { maxBytes: 5_000_000 },
  video: { maxBytes: 8_000_000_000, minSeconds: 0.5, maxSeconds: 1_200 },
};

export const manifest = {
  id: 'x',
  name: 'X',
  apiVersion: '2',
  capabilities: {
    text: { max: 280, unit: 'x_weighted', enforced: true },
    media,
    poll: {
      minOptions: 2,
      maxOptions: 4,
      maxOptionLength: 25,
      minSeconds: 300,
      maxSeconds: 604_800,
      withMedia: false,
    },
    link: true,
    thread: true,
    firstComment: true,
  },
  credentials: [
    {
      name: 'userId',
      label: { en: 'Account number', fr: 'Numéro du compte' },
      secret: false,
      required: true,
      format: 'text',
      help: {
        en: 'The digits that X knows the account by; they are filled in when the account is connected by agreement.',
        fr: 'Les chiffres par lesquels X connaît le compte ; ils sont remplis quand le compte est relié par accord.',
      },
    },
    {
      name: 'accessToken',
      label: { en: 'Access token', fr: 'Jeton d’accès' },
      secret: true,
      required: false,
      format: 'text',
      help: {
        en: 'Only without an app: an OAuth 2.0 user token with tweet.read, tweet.write, users.read and media.write. It lives for two hours.',
        fr: 'Seulement sans application : un jeton utilisateur OAuth 2.0 avec tweet.read, tweet.write, users.read et media.write. Il vit deux heures.',
      },
    },
  ],
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      replySettings: { type: 'string', enum: ['following', 'mentionedUsers', 'subscribers', 'verified'] },
      madeWithAi: { type: 'boolean' },
      paidPartnership: { type: 'boolean' },
    },
  },
  reconciliation: {
    kind: 'lookup',
    note: {
      en: 'X knows no idempotency key: an unknown outcome is settled by reading the account’s posts since then, by text, media and what they reply to.',
      fr: 'X ne connaît pas de clé d’idempotence : une issue inconnue se règle en lisant les posts du compte depuis lors, par leur texte, leurs médias et ce à quoi ils répondent.',
    },
  },
  removable: true,
  hosts: { api: 'https://api.x.com', login: 'https://x.com' },
  session: 'renewable',
  oauth: {
    authorizationUrl: '{login}/i/oauth2/authorize',
    tokenUrl: '{api}/2/oauth2/token',
    scopes: ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'],
    pkce: true,
    clientAuthentication: 'client_secret_basic',
  },
  advice: {
    'x.message_unknown': {
      en: 'The post was settled by hand without an address that names it: delete or answer it on X itself.',
      fr: 'Le post a été réglé à la main sans adresse qui le désigne : supprimez-le, ou répondez-y, sur X même.',
    },
    'x.duplicate': {
      en: 'X refuses a text that was posted shortly before. Look whether the post is already there; else change the text.',
      fr: 'X refuse un texte publié peu avant. Vérifiez si le post est déjà en ligne ; sinon, changez le texte.',
    },
    'x.credits_spent': {
      en: 'The app’s credits or its spending limit on X are used up. Buy credits at console.x.com, then publish again.',
      fr: 'Les crédits de l’application sur X, ou son plafond de dépense, sont épuisés. Achetez des crédits sur console.x.com, puis republiez.',
    },
    'x.app_refused': {
      en: 'X does not let this app do that. Check the app’s project, its permissions and its callback at console.x.com.',
      fr: 'X ne permet pas cela à cette application. Vérifiez son projet, ses droits et son adresse de retour sur console.x.com.',
    },
    'x.app_missing': {
      en: 'Register an X app (client id and secret) with the installation, or paste a fresh token.',
      fr: 'Enregistrez une application X (identifiant et secret) dans l’installation, ou collez un jeton frais.',
    },
    'x.not_permitted': {
      en: 'X does not let this account post that: it may be locked, or replies to this post may be restricted. Look at the account on x.com.',
      fr: 'X ne permet pas cela à ce compte : il est peut-être verrouillé, ou les réponses à ce post sont restreintes. Regardez le compte sur x.com.',
    },
    'x.video_too_long': {
      en: 'Shorten the video, or use an account with X Premium.',
      fr: 'Raccourcissez la vidéo, ou utilisez un compte X Premium.',
    },
    'x.media_failed': {
      en: 'X cannot process this file. Export it again (video: MP4 with H.264 and AAC) and replace it.',
      fr: 'X ne peut traiter ce fichier. Exportez-le de nouveau (vidéo : MP4 en H.264 et AAC) et remplacez-le.',
    },
    'x.media_invalid': {
      en: 'X took the files but not in a post. Export them again, smaller, and replace them.',
      fr: 'X a pris les fichiers, mais pas dans un post. Exportez-les de nouveau, plus légers, et remplacez-les.',
    },
    'x.other_account': {
      en: 'The token belongs to another account than the number given. Connect the account again.',
      fr: 'Le jeton appartient à un autre compte que le numéro indiqué. Reliez de nouveau le compte.',
    },
    'x.session_expired': {
      en: 'Connect the account again: X has ended its permission.',
      fr: 'Reliez de nouveau le compte : X a mis fin à son autorisation.',
    },
  },
  sources: [
    'https://docs.x.com/x-api/posts/create-post',
    'https://docs.x.com/x-api/media/quickstart/media-upload-chunked',
    'https://docs.x.com/x-api/media/quickstart/best-practices',
    'https://docs.x.com/fundamentals/counting-characters',
    'https://docs.x.com/x-api/getting-started/pricing',
    'https://docs.x.com/x-api/fundamentals/response-codes-and-errors',
    'https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code',
    'https://github.com/xdevplatform/docs/blob/main/openapi.json',
    // Texts beyond 280 for subscribers: help pages only, so that length warns there.
    'https://help.x.com/en/using-x/x-premium',
  ],
} as const satisfies NetworkManifest;

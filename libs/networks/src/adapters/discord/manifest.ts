import type { NetworkManifest } from '../../contract.js';

const MEBIBYTE = 1_048_576;
/** Bytes of all files in one request, which may have 25 MiB with its form and its text. */
export const FILES_ROOM = 24 * MEBIBYTE;
/** Bytes into which any still image can be made to fit. */
export const STILL_ROOM = 262_144;
/** Files in one message. */
export const FILES_MAX = 10;

export const manifest = {
  id: 'discord',
  name: 'Discord',
  apiVersion: 'v10',
  capabilities: {
    text: { max: 2_000, unit: 'code_points', enforced: true },
    media: {
      maxImages: FILES_MAX,
      maxVideos: FILES_MAX,
      mimeTypes: ['image/gif', 'image/jpeg', 'image/png', 'image/webp', 'video/mp4', 'video/quicktime', 'video/webm'],
      altText: true,
      altTextMax: 1_024,
      // The limit of old, where still images are smaller anyway; they share what one request holds.
      image: { maxBytes: 10 * MEBIBYTE },
      // “The default limit is 20 MiB for all users”; 10 MiB until September 2026.
      video: { maxBytes: 20 * MEBIBYTE },
    },
    poll: {
      maxOptions: 10,
      maxOptionLength: 55,
      maxQuestionLength: 300,
      minSeconds: 3_600,
      maxSeconds: 32 * 86_400,
      withMedia: false,
    },
    link: true,
    thread: true,
    firstComment: true,
  },
  credentials: [
    {
      name: 'webhookUrl',
      label: { en: 'Webhook address', fr: 'Adresse du webhook' },
      secret: true,
      required: false,
      format: 'url',
      help: {
        en: 'Channel settings, Integrations, Webhooks. The quick way; after a lost answer a person has to look.',
        fr: 'Paramètres du salon, Intégrations, Webhooks. Le plus rapide ; après une réponse perdue, une personne doit regarder.',
      },
    },
    {
      name: 'botToken',
      label: { en: 'Bot token', fr: 'Jeton du bot' },
      secret: true,
      required: false,
      format: 'text',
      help: {
        en: 'The safe way, with the channel’s ID. The bot needs View Channel, Send Messages, Attach Files and Read Message History.',
        fr: 'Le plus sûr, avec l’identifiant du salon. Le bot doit pouvoir voir le salon, envoyer des messages, joindre des fichiers et lire l’historique.',
      },
    },
    {
      name: 'channelId',
      label: { en: 'Channel ID', fr: 'Identifiant du salon' },
      secret: false,
      required: false,
      format: 'text',
      help: {
        en: 'With a bot token. Developer mode, right click on the channel, Copy Channel ID.',
        fr: 'Avec un jeton de bot. Mode développeur, clic droit sur le salon, Copier l’identifiant du salon.',
      },
    },
  ],
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      silent: { type: 'boolean' },
      linkPreview: { type: 'boolean' },
      mentions: { type: 'array', uniqueItems: true, items: { enum: ['everyone', 'roles', 'users'] } },
      multipleAnswers: { type: 'boolean' },
      // These three are a webhook's alone.
      username: { type: 'string', minLength: 1, maxLength: 80 },
      avatarUrl: { type: 'string', format: 'uri', maxLength: 2_048 },
      threadName: { type: 'string', minLength: 1, maxLength: 100 },
    },
  },
  reconciliation: {
    kind: 'lookup',
    note: {
      en: 'With a bot, the channel is read after a lost answer, and a second try within minutes carries the same nonce, which Discord keeps single. A webhook cannot read its channel: there a person looks and decides.',
      fr: 'Avec un bot, le salon est relu après une réponse perdue, et un second essai dans les minutes qui suivent porte le même nonce, que Discord garde unique. Un webhook ne peut pas lire son salon : une personne y regarde et décide.',
    },
  },
  removable: true,
  hosts: { api: 'https://discord.com/api/v10' },
  advice: {
    'discord.unauthorized': {
      en: 'Discord no longer knows this bot token: make a new one in the developer portal and put it into the channel.',
      fr: 'Discord ne connaît plus ce jeton de bot : créez-en un nouveau dans le portail des développeurs et saisissez-le dans le canal.',
    },
    'discord.webhook_gone': {
      en: 'The webhook was deleted: make a new one in the channel settings and put its address into the channel.',
      fr: 'Le webhook a été supprimé : créez-en un nouveau dans les paramètres du salon et saisissez son adresse dans le canal.',
    },
    'discord.credentials_incomplete': {
      en: 'Give either a webhook address, or a bot token with a channel ID.',
      fr: 'Donnez soit une adresse de webhook, soit un jeton de bot avec un identifiant de salon.',
    },
    'discord.webhook_invalid': {
      en: 'Copy the whole address, such as https://discord.com/api/webhooks/…/…',
      fr: 'Copiez l’adresse entière, comme https://discord.com/api/webhooks/…/…',
    },
    'discord.not_allowed': {
      en: 'Allow the bot to view the channel, send messages, attach files and read the history.',
      fr: 'Autorisez le bot à voir le salon, envoyer des messages, joindre des fichiers et lire l’historique.',
    },
    'discord.channel_gone': {
      en: 'The channel was deleted or is hidden from the bot: check its ID.',
      fr: 'Le salon a été supprimé ou est caché au bot : vérifiez son identifiant.',
    },
    'discord.channel_unfit': {
      en: 'Choose a text, announcement or voice channel, or a thread. For a forum, use a webhook and the option threadName.',
      fr: 'Choisissez un salon textuel, d’annonces ou vocal, ou un fil. Pour un forum, utilisez un webhook et l’option threadName.',
    },
    'discord.thread_required': {
      en: 'This webhook leads to a forum: give the option threadName.',
      fr: 'Ce webhook mène à un forum : donnez l’option threadName.',
    },
    'discord.message_unknown': {
      en: 'The post was settled by hand without its address: delete it in Discord.',
      fr: 'Le post a été réglé à la main sans son adresse : supprimez-le dans Discord.',
    },
    'discord.blocked': {
      en: 'The server’s AutoMod blocked this text: change it, or the rule.',
      fr: 'L’AutoMod du serveur a bloqué ce texte : changez-le, ou changez la règle.',
    },
    'discord.too_large': {
      en: 'Together the files are more than Discord takes: use fewer or smaller ones.',
      fr: 'Les fichiers dépassent ensemble ce que Discord accepte : réduisez leur nombre ou leur taille.',
    },
  },
  sources: [
    'https://discord.com/developers/docs/resources/message#create-message',
    'https://discord.com/developers/docs/resources/webhook#execute-webhook',
    'https://discord.com/developers/docs/resources/poll',
    'https://discord.com/developers/docs/reference#uploading-files',
    'https://discord.com/developers/docs/topics/rate-limits',
    'https://discord.com/developers/docs/topics/opcodes-and-status-codes',
    // That a nonce is not stored with its message, so that a look compares contents.
    'https://github.com/Rapptz/discord.py/issues/2451',
  ],
} as const satisfies NetworkManifest;

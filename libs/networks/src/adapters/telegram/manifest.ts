import type { NetworkManifest } from '../../contract.js';

/** UTF-16 units that fit beside media and into the description of a poll. */
export const CAPTION_MAX = 1_024;
/** Photos and videos in one album. */
export const ALBUM_MAX = 10;

export const manifest = {
  id: 'telegram',
  name: 'Telegram',
  apiVersion: '10.3',
  capabilities: {
    // “1-4096 characters after entities parsing”; offsets, and so lengths, are in UTF-16 units.
    text: { max: 4_096, unit: 'utf16_units', enforced: true, withMedia: CAPTION_MAX },
    media: {
      maxImages: ALBUM_MAX,
      maxVideos: ALBUM_MAX,
      mimeTypes: ['image/jpeg', 'image/png', 'image/webp', 'video/mp4'],
      // The Bot API has no field for a description of a picture.
      altText: false,
      // sendPhoto: at most 10 MB, width and height together at most 10,000, and a ratio of at most 20.
      image: { maxBytes: 10_000_000, maxWidth: 5_000, maxHeight: 5_000, minAspect: 0.05, maxAspect: 20 },
      video: { maxBytes: 50_000_000 },
    },
    poll: {
      maxOptions: 12,
      maxOptionLength: 100,
      maxQuestionLength: 300,
      minSeconds: 5,
      maxSeconds: 2_628_000,
      withMedia: false,
    },
    link: true,
    thread: true,
    // Comments on a channel live in a linked group, under a copy that bots only see arrive.
    firstComment: false,
  },
  credentials: [
    {
      name: 'botToken',
      label: { en: 'Bot token', fr: 'Jeton du bot' },
      secret: true,
      required: true,
      format: 'text',
      help: {
        en: 'From @BotFather, such as 123456789:AAE… The bot must be an administrator of the channel.',
        fr: 'Donné par @BotFather, comme 123456789:AAE… Le bot doit être administrateur du canal.',
      },
    },
    {
      name: 'chatId',
      label: { en: 'Channel or group', fr: 'Canal ou groupe' },
      secret: false,
      required: true,
      format: 'text',
      help: {
        en: '@name of a public channel, or the number of a private one, such as -1001234567890.',
        fr: '@nom d’un canal public, ou numéro d’un canal privé, comme -1001234567890.',
      },
    },
    {
      name: 'topicId',
      label: { en: 'Topic', fr: 'Sujet' },
      secret: false,
      required: false,
      format: 'text',
      help: {
        en: 'In a group with topics: the number of the one to publish in.',
        fr: 'Dans un groupe à sujets : le numéro de celui où publier.',
      },
    },
  ],
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      silent: { type: 'boolean' },
      protectContent: { type: 'boolean' },
      linkPreview: { type: 'boolean' },
      captionAboveMedia: { type: 'boolean' },
      spoiler: { type: 'boolean' },
      multipleAnswers: { type: 'boolean' },
    },
  },
  reconciliation: {
    kind: 'none',
    note: {
      en: 'Bots cannot read what a channel holds: after a lost answer a person looks and decides, and nothing is sent again by itself.',
      fr: 'Un bot ne peut pas lire un canal : après une réponse perdue, une personne regarde et décide, et rien n’est renvoyé de soi-même.',
    },
  },
  removable: true,
  hosts: { api: 'https://api.telegram.org' },
  advice: {
    'telegram.unauthorized': {
      en: 'Telegram no longer knows this token: ask @BotFather for the current one and put it into the channel.',
      fr: 'Telegram ne connaît plus ce jeton : demandez l’actuel à @BotFather et saisissez-le dans le canal.',
    },
    'telegram.token_invalid': {
      en: 'Copy the whole token from @BotFather: digits, a colon, then letters.',
      fr: 'Copiez le jeton entier depuis @BotFather : des chiffres, deux-points, puis des lettres.',
    },
    'telegram.chat_invalid': {
      en: 'Give @name of a public channel or the number of a private one.',
      fr: 'Donnez le @nom d’un canal public ou le numéro d’un canal privé.',
    },
    'telegram.chat_not_found': {
      en: 'Add the bot to the channel as an administrator, and check its @name or number.',
      fr: 'Ajoutez le bot au canal comme administrateur, et vérifiez son @nom ou son numéro.',
    },
    'telegram.chat_migrated': {
      en: 'The group became a supergroup: put its new number, given in the detail, into the channel.',
      fr: 'Le groupe est devenu un supergroupe : saisissez son nouveau numéro, donné dans le détail, dans le canal.',
    },
    'telegram.not_allowed': {
      en: 'Make the bot an administrator that may post messages, then try again.',
      fr: 'Rendez le bot administrateur avec le droit de publier, puis réessayez.',
    },
    'telegram.message_unknown': {
      en: 'The post was settled by hand without its t.me address: delete it in Telegram.',
      fr: 'Le post a été réglé à la main sans son adresse t.me : supprimez-le dans Telegram.',
    },
    'telegram.album_unknown': {
      en: 'The album was settled by hand with the address of one of its messages: delete it in Telegram.',
      fr: 'L’album a été réglé à la main avec l’adresse d’un seul de ses messages : supprimez-le dans Telegram.',
    },
    'telegram.too_late': {
      en: 'A bot can delete its messages for 48 hours: delete this one in Telegram.',
      fr: 'Un bot peut supprimer ses messages pendant 48 heures : supprimez celui-ci dans Telegram.',
    },
  },
  sources: [
    'https://core.telegram.org/bots/api',
    'https://core.telegram.org/bots/api#sendmessage',
    'https://core.telegram.org/bots/api#sendmediagroup',
    'https://core.telegram.org/bots/api#sendpoll',
    'https://core.telegram.org/bots/api#responseparameters',
    'https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this',
  ],
} as const satisfies NetworkManifest;

import type { NetworkManifest } from '../../contract.js';

/** UTF-16 units above which Slack advises against a text. */
export const ADVISED_TEXT = 4_000;

export const manifest = {
  id: 'slack',
  name: 'Slack',
  apiVersion: '2026-11',
  capabilities: {
    // “Messages with more than 40,000 characters will be truncated”: without an error.
    text: { max: 40_000, unit: 'utf16_units', enforced: true },
    media: {
      maxImages: 10,
      maxVideos: 10,
      mimeTypes: ['image/gif', 'image/jpeg', 'image/png', 'image/webp', 'video/mp4', 'video/quicktime', 'video/webm'],
      altText: true,
      altTextMax: 1_000,
      // How many files one message takes, and how large they may be, is written nowhere official.
      video: { maxBytes: 1_000_000_000 },
      enforced: false,
    },
    poll: null,
    link: true,
    thread: true,
    firstComment: true,
  },
  credentials: [
    {
      name: 'botToken',
      label: { en: 'Bot token', fr: 'Jeton du bot' },
      secret: true,
      required: true,
      format: 'text',
      help: {
        en: 'xoxb-… of an app with chat:write, channels:history (private channels: groups:history) and files:write.',
        fr: 'xoxb-… d’une app avec chat:write, channels:history (canaux privés : groups:history) et files:write.',
      },
    },
    {
      name: 'channelId',
      label: { en: 'Channel ID', fr: 'Identifiant du canal' },
      secret: false,
      required: true,
      format: 'text',
      help: {
        en: 'Such as C0123ABCDEF, at the end of the channel’s details. Invite the app to the channel first.',
        fr: 'Comme C0123ABCDEF, en bas des détails du canal. Invitez d’abord l’app dans le canal.',
      },
    },
  ],
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      unfurlLinks: { type: 'boolean' },
      unfurlMedia: { type: 'boolean' },
    },
  },
  reconciliation: {
    kind: 'lookup',
    note: {
      en: 'Every message carries our key as metadata, and files their own ids: after a lost answer the channel is read for them.',
      fr: 'Chaque message porte notre clé en métadonnées, et les fichiers leurs identifiants : après une réponse perdue, le canal est relu pour les y chercher.',
    },
  },
  removable: true,
  hosts: { api: 'https://slack.com/api' },
  advice: {
    'slack.unauthorized': {
      en: 'Slack no longer takes this token: reinstall the app in the workspace and put its bot token into the channel.',
      fr: 'Slack n’accepte plus ce jeton : réinstallez l’app dans l’espace de travail et saisissez son jeton de bot dans le canal.',
    },
    'slack.token_invalid': {
      en: 'Copy the Bot User OAuth Token of the app: it begins with xoxb-.',
      fr: 'Copiez le « Bot User OAuth Token » de l’app : il commence par xoxb-.',
    },
    'slack.channel_invalid': {
      en: 'Give the ID of the channel, such as C0123ABCDEF, not its name.',
      fr: 'Donnez l’identifiant du canal, comme C0123ABCDEF, et non son nom.',
    },
    'slack.missing_scope': {
      en: 'Give the app the scope named in the detail, and reinstall it.',
      fr: 'Donnez à l’app la permission nommée dans le détail, et réinstallez-la.',
    },
    'slack.not_in_channel': {
      en: 'Invite the app to the channel: /invite @app.',
      fr: 'Invitez l’app dans le canal : /invite @app.',
    },
    'slack.channel_gone': {
      en: 'Check the channel’s ID, and invite the app where the channel is private.',
      fr: 'Vérifiez l’identifiant du canal, et invitez-y l’app s’il est privé.',
    },
    'slack.archived': {
      en: 'The channel is archived: choose another or bring it back.',
      fr: 'Le canal est archivé : choisissez-en un autre ou rétablissez-le.',
    },
    'slack.not_allowed': {
      en: 'A setting of the workspace or the channel keeps the app from posting: ask an administrator.',
      fr: 'Un réglage de l’espace ou du canal empêche l’app de publier : demandez à un administrateur.',
    },
    'slack.files_refused': {
      en: 'The workspace takes no files, or none of this size or type: ask an administrator.',
      fr: 'L’espace de travail refuse les fichiers, ou ceux de cette taille ou de ce type : demandez à un administrateur.',
    },
    'slack.message_unknown': {
      en: 'The post was settled by hand without its address: delete it in Slack.',
      fr: 'Le post a été réglé à la main sans son adresse : supprimez-le dans Slack.',
    },
    'slack.parent_unknown': {
      en: 'The post was settled by hand without a Slack address, so that its replies have no place: add them in Slack.',
      fr: 'Le post a été réglé à la main sans adresse Slack, ses réponses n’ont donc pas de place : ajoutez-les dans Slack.',
    },
  },
  sources: [
    'https://docs.slack.dev/reference/methods/chat.postMessage',
    'https://docs.slack.dev/reference/methods/conversations.history',
    'https://docs.slack.dev/reference/methods/files.getUploadURLExternal',
    'https://docs.slack.dev/reference/methods/files.completeUploadExternal',
    'https://docs.slack.dev/messaging/formatting-message-text',
    'https://docs.slack.dev/messaging/message-metadata',
    'https://docs.slack.dev/apis/web-api/rate-limits',
    // That a completed upload is shared later, without an answer that names the message.
    'https://github.com/slackapi/python-slack-sdk/issues/1277',
    'https://github.com/slackapi/bolt-js/issues/2115',
    // That a description of anything but an image keeps it from being shared.
    'https://github.com/slackapi/python-slack-sdk/issues/1818',
  ],
} as const satisfies NetworkManifest;

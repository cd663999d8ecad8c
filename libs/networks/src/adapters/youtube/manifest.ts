import type { NetworkManifest } from '../../contract.js';

export const manifest = {
  id: 'youtube',
  name: 'YouTube',
  apiVersion: 'v3',
  capabilities: {
    // Of the description; the title has its own limit.
    text: { max: 5_000, unit: 'utf8_bytes', enforced: true },
    media: {
      maxImages: 0,
      maxVideos: 1,
      mimeTypes: ['video/mp4', 'video/quicktime', 'video/webm'],
      altText: false,
      mixed: false,
      required: true,
      video: { maxBytes: 274_877_906_944 },
    },
    poll: null,
    link: true,
    thread: false,
    firstComment: true,
  },
  credentials: [
    {
      name: 'channelId',
      label: { en: 'Channel id', fr: 'Identifiant de la chaîne' },
      secret: false,
      required: true,
      format: 'text',
      help: {
        en: 'Begins with UC (youtube.com/account_advanced); filled in when the channel is connected by agreement.',
        fr: 'Commence par UC (youtube.com/account_advanced) ; rempli quand la chaîne est reliée par accord.',
      },
    },
    {
      name: 'accessToken',
      label: { en: 'Access token', fr: 'Jeton d’accès' },
      secret: true,
      required: false,
      format: 'text',
      help: {
        en: 'Only without an app: a token with youtube.upload and youtube.force-ssl. It lives for an hour.',
        fr: 'Seulement sans application : un jeton avec youtube.upload et youtube.force-ssl. Il vit une heure.',
      },
    },
  ],
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      title: { type: 'string', maxLength: 100 },
      tags: { type: 'array', items: { type: 'string' } },
      categoryId: { type: 'string', pattern: '^[0-9]{1,3}$' },
      privacy: { type: 'string', enum: ['public', 'unlisted', 'private'] },
      publishAt: { type: 'string', format: 'date-time' },
      madeForKids: { type: 'boolean' },
      syntheticMedia: { type: 'boolean' },
      notifySubscribers: { type: 'boolean' },
    },
  },
  reconciliation: {
    kind: 'repeatable',
    note: {
      en: 'A video goes up privately in a session that keeps it single, and is made public afterwards: every step may be repeated. A first comment is looked for before any doubt is left to a person.',
      fr: 'Une vidéo est envoyée en privé dans une session qui la garde unique, puis rendue publique : chaque étape peut être répétée. Un premier commentaire est recherché avant que le doute soit laissé à une personne.',
    },
  },
  removable: true,
  hosts: {
    api: 'https://www.googleapis.com',
    login: 'https://accounts.google.com',
    token: 'https://oauth2.googleapis.com',
  },
  session: 'renewable',
  oauth: {
    authorizationUrl: '{login}/o/oauth2/v2/auth',
    tokenUrl: '{token}/token',
    scopes: ['https://www.googleapis.com/auth/youtube.upload', 'https://www.googleapis.com/auth/youtube.force-ssl'],
    pkce: false,
    clientAuthentication: 'client_secret_post',
    // Without consent asked for, Google gives a refresh token the first time only.
    parameters: { access_type: 'offline', prompt: 'consent' },
  },
  advice: {
    'youtube.message_unknown': {
      en: 'The post was settled by hand without an address that names it: delete or comment on it on YouTube itself.',
      fr: 'Le post a été réglé à la main sans adresse qui le désigne : supprimez-le, ou commentez-le, sur YouTube même.',
    },
    'youtube.quota_spent': {
      en: 'The app’s daily quota on YouTube (100 uploads) is used up until midnight Pacific time. Ask Google for more if that happens often.',
      fr: 'Le quota quotidien de l’application sur YouTube (100 envois) est épuisé jusqu’à minuit, heure du Pacifique. Demandez-en plus à Google si cela arrive souvent.',
    },
    'youtube.upload_limit': {
      en: 'This channel has uploaded as many videos as YouTube allows in 24 hours. Verify the channel at youtube.com/verify to raise the limit.',
      fr: 'Cette chaîne a envoyé autant de vidéos que YouTube le permet en 24 heures. Validez la chaîne sur youtube.com/verify pour relever la limite.',
    },
    'youtube.channel_missing': {
      en: 'The Google account has no YouTube channel. Create one at youtube.com, or connect another account.',
      fr: 'Le compte Google n’a pas de chaîne YouTube. Créez-en une sur youtube.com, ou reliez un autre compte.',
    },
    'youtube.not_permitted': {
      en: 'YouTube does not let this account or app do that. Look at the channel in YouTube Studio; an app that Google has not audited can only upload private videos.',
      fr: 'YouTube ne permet pas cela à ce compte ou à cette application. Regardez la chaîne dans YouTube Studio ; une application que Google n’a pas auditée ne peut envoyer que des vidéos privées.',
    },
    'youtube.comments_disabled': {
      en: 'Comments are off for this video. Turn them on in YouTube Studio, then publish the comment again.',
      fr: 'Les commentaires sont désactivés pour cette vidéo. Activez-les dans YouTube Studio, puis republiez le commentaire.',
    },
    'youtube.video_failed': {
      en: 'YouTube cannot process this file. Export it again (MP4 with H.264 and AAC) and replace it.',
      fr: 'YouTube ne peut traiter ce fichier. Exportez-le de nouveau (MP4 en H.264 et AAC) et remplacez-le.',
    },
    'youtube.video_rejected': {
      en: 'YouTube has rejected the video (copyright, duplicate, length or rules). YouTube Studio says why.',
      fr: 'YouTube a rejeté la vidéo (droits d’auteur, doublon, durée ou règles). YouTube Studio dit pourquoi.',
    },
    'youtube.video_gone': {
      en: 'The video is no longer on YouTube: it was deleted there.',
      fr: 'La vidéo n’est plus sur YouTube : elle y a été supprimée.',
    },
    'youtube.other_account': {
      en: 'The token belongs to another channel than the one named. Connect the channel again.',
      fr: 'Le jeton appartient à une autre chaîne que celle indiquée. Reliez de nouveau la chaîne.',
    },
    'youtube.session_expired': {
      en: 'Connect the channel again: Google has ended its permission. While the app is in testing, that happens after seven days.',
      fr: 'Reliez de nouveau la chaîne : Google a mis fin à son autorisation. Tant que l’application est en test, cela arrive après sept jours.',
    },
    'youtube.app_missing': {
      en: 'Register a Google app (client id and secret) with the installation, or paste a fresh token.',
      fr: 'Enregistrez une application Google (identifiant et secret) dans l’installation, ou collez un jeton frais.',
    },
  },
  sources: [
    'https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol',
    'https://developers.google.com/youtube/v3/docs/videos',
    'https://developers.google.com/youtube/v3/docs/videos/insert',
    'https://developers.google.com/youtube/v3/docs/commentThreads/insert',
    'https://developers.google.com/youtube/v3/docs/channels',
    'https://developers.google.com/youtube/v3/docs/errors',
    'https://developers.google.com/youtube/v3/determine_quota_cost',
    'https://developers.google.com/identity/protocols/oauth2/web-server',
  ],
} as const satisfies NetworkManifest;

import type { NetworkManifest } from '../../contract.js';

export const manifest = {
  id: 'linkedin',
  name: 'LinkedIn',
  // Each monthly version lives for a year at least; a dead one is answered with 426.
  apiVersion: '202607',
  capabilities: {
    text: { max: 3_000, unit: 'linkedin_escaped', enforced: true },
    media: {
      maxImages: 20,
      maxVideos: 1,
      mimeTypes: ['image/jpeg', 'image/png', 'image/gif', 'video/mp4'],
      altText: true,
      mixed: false,
      // The pixels are LinkedIn's word; the bytes are others', and only what stills are re-encoded to.
      image: { maxPixels: 36_152_320, maxBytes: 5_000_000 },
      video: { maxBytes: 500_000_000, minSeconds: 3, maxSeconds: 1_800 },
      enforced: false,
    },
    poll: {
      minOptions: 2,
      maxOptions: 4,
      maxOptionLength: 30,
      maxQuestionLength: 140,
      durations: [86_400, 259_200, 604_800, 1_209_600],
      withMedia: false,
    },
    link: true,
    thread: false,
    firstComment: true,
  },
  credentials: [
    {
      name: 'author',
      label: { en: 'Page or member (URN)', fr: 'Page ou membre (URN)' },
      secret: false,
      required: true,
      format: 'text',
      help: {
        en: 'urn:li:organization:… of a company page, or urn:li:person:… of a member; filled in when the account is connected by agreement.',
        fr: 'urn:li:organization:… d’une page d’entreprise, ou urn:li:person:… d’un membre ; rempli quand le compte est relié par accord.',
      },
    },
    {
      name: 'accessToken',
      label: { en: 'Access token', fr: 'Jeton d’accès' },
      secret: true,
      required: false,
      format: 'text',
      help: {
        en: 'Only without an app: a member’s token with w_organization_social and r_organization_social for a page, or w_member_social for a member; for comments the same names ending in _feed as well. It lives for 60 days.',
        fr: 'Seulement sans application : le jeton d’un membre avec w_organization_social et r_organization_social pour une page, ou w_member_social pour un membre ; pour les commentaires, aussi les mêmes noms suivis de _feed. Il vit 60 jours.',
      },
    },
  ],
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      visibility: { type: 'string', enum: ['public', 'connections', 'loggedIn'] },
      reshareDisabled: { type: 'boolean' },
      title: { type: 'string', maxLength: 200 },
    },
  },
  reconciliation: {
    kind: 'lookup',
    note: {
      en: 'LinkedIn knows no idempotency key: an unknown outcome is settled by reading the author’s posts since then. It lets apps read those of pages; those of members are left to a person.',
      fr: 'LinkedIn ne connaît pas de clé d’idempotence : une issue inconnue se règle en lisant les posts de l’auteur depuis lors. Les applications peuvent lire ceux des pages ; ceux des membres sont laissés à une personne.',
    },
  },
  removable: true,
  hosts: { api: 'https://api.linkedin.com', login: 'https://www.linkedin.com' },
  session: 'renewable',
  oauth: {
    authorizationUrl: '{login}/oauth/v2/authorization',
    tokenUrl: '{login}/oauth/v2/accessToken',
    // Those of the Community Management API; an app has that product alone. Comments have names of their own (`_feed`).
    scopes: [
      'r_basicprofile',
      'w_member_social',
      'r_organization_social',
      'w_organization_social',
      'rw_organization_admin',
      'w_member_social_feed',
      'r_organization_social_feed',
      'w_organization_social_feed',
    ],
    pkce: false,
    clientAuthentication: 'client_secret_post',
  },
  advice: {
    'linkedin.message_unknown': {
      en: 'The post was settled by hand without an address that names it: delete or comment on it on LinkedIn itself.',
      fr: 'Le post a été réglé à la main sans adresse qui le désigne : supprimez-le, ou commentez-le, sur LinkedIn même.',
    },
    'linkedin.duplicate': {
      en: 'LinkedIn refuses content that it has seen shortly before, even when that post was deleted. Look whether it is already there; else change the text, or wait a day or two.',
      fr: 'LinkedIn refuse un contenu vu peu avant, même si ce post a été supprimé. Vérifiez s’il est déjà en ligne ; sinon, changez le texte, ou attendez un jour ou deux.',
    },
    'linkedin.not_permitted': {
      en: 'The token may not do that: a page needs an administrator who agreed to w_organization_social, and for comments to w_organization_social_feed. Connect the account again with such a person.',
      fr: 'Le jeton n’en a pas le droit : une page demande un administrateur qui a accordé w_organization_social, et pour les commentaires w_organization_social_feed. Reliez de nouveau le compte avec une telle personne.',
    },
    'linkedin.version_ended': {
      en: 'LinkedIn has ended the API version that this release speaks. Update the installation.',
      fr: 'LinkedIn a mis fin à la version d’API que parle cette édition. Mettez l’installation à jour.',
    },
    'linkedin.media_failed': {
      en: 'LinkedIn cannot process this file. Export it again (video: MP4 with H.264, 3 seconds to 30 minutes, up to 500 MB) and replace it.',
      fr: 'LinkedIn ne peut traiter ce fichier. Exportez-le de nouveau (vidéo : MP4 en H.264, de 3 secondes à 30 minutes, 500 Mo au plus) et remplacez-le.',
    },
    'linkedin.author_invalid': {
      en: 'Give the author as urn:li:organization: and digits, or urn:li:person: and an id.',
      fr: 'Indiquez l’auteur sous la forme urn:li:organization: et des chiffres, ou urn:li:person: et un identifiant.',
    },
    'linkedin.other_account': {
      en: 'The token belongs to another member than the one named. Connect the account again.',
      fr: 'Le jeton appartient à un autre membre que celui indiqué. Reliez de nouveau le compte.',
    },
    'linkedin.session_expired': {
      en: 'Connect the account again: LinkedIn’s permission lasts 60 days, or a year where the app may renew it.',
      fr: 'Reliez de nouveau le compte : l’autorisation de LinkedIn dure 60 jours, ou un an quand l’application peut la renouveler.',
    },
    'linkedin.app_missing': {
      en: 'Register a LinkedIn app (client id and secret) with the installation, or paste a fresh token.',
      fr: 'Enregistrez une application LinkedIn (identifiant et secret) dans l’installation, ou collez un jeton frais.',
    },
  },
  sources: [
    'https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api',
    'https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/images-api',
    'https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/videos-api',
    'https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/multiimage-post-api',
    'https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/poll-post-api',
    'https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/comments-api',
    'https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format',
    'https://learn.microsoft.com/en-us/linkedin/marketing/versioning',
    'https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/rate-limits',
    'https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow',
    'https://learn.microsoft.com/en-us/linkedin/shared/authentication/programmatic-refresh-tokens',
    // What the product grants, as an app that has it lists it.
    'https://pipedream.com/apps/linkedin',
    // Third parties: the duplicate's answer and its ghosts, and sizes of files.
    'https://github.com/ComposioHQ/composio/issues/2710',
    'https://github.com/Arisamiga/Linkedin-RSS/issues/5',
    'https://www.ayrshare.com/docs/media-guidelines/linkedin',
  ],
} as const satisfies NetworkManifest;

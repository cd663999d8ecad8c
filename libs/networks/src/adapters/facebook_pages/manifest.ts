import type { NetworkManifest } from '../../contract.js';

export const manifest = {
  id: 'facebook_pages',
  name: 'Facebook',
  apiVersion: 'v25.0',
  capabilities: {
    // Every number here is second hand.
    text: { max: 63_206, unit: 'utf16_units', enforced: false },
    media: {
      maxImages: 10,
      maxVideos: 1,
      mimeTypes: ['image/jpeg', 'image/png', 'image/gif', 'video/mp4', 'video/quicktime'],
      // Of photos alone, without a known limit.
      altText: true,
      mixed: false,
      image: { maxBytes: 4_000_000 },
      video: { maxBytes: 10_000_000_000, maxSeconds: 14_400 },
      enforced: false,
    },
    poll: null,
    link: true,
    thread: false,
    firstComment: true,
  },
  credentials: [
    {
      name: 'accountId',
      label: { en: 'Page id', fr: 'Identifiant de la page' },
      secret: false,
      required: true,
      format: 'text',
      help: {
        en: 'The page’s number, under About > Page transparency; filled in when you connect through Facebook.',
        fr: 'Le numéro de la page, sous À propos > Transparence de la page ; rempli quand vous vous connectez par Facebook.',
      },
    },
    {
      name: 'accessToken',
      label: { en: 'Page access token', fr: 'Jeton d’accès de la page' },
      secret: true,
      required: false,
      format: 'text',
      help: {
        en: 'The page’s own token, got with a long-lived user token, so that it does not expire; with pages_manage_posts, pages_read_engagement, pages_manage_engagement and pages_read_user_content. Not needed when you connect through Facebook.',
        fr: 'Le jeton de la page elle-même, obtenu avec un jeton utilisateur longue durée pour qu’il n’expire pas ; avec pages_manage_posts, pages_read_engagement, pages_manage_engagement et pages_read_user_content. Inutile si vous vous connectez par Facebook.',
      },
    },
  ],
  optionsSchema: { type: 'object', additionalProperties: false, properties: {} },
  reconciliation: {
    kind: 'lookup',
    note: {
      en: 'Facebook has no key for a post. After a lost answer the page’s posts are looked through for the same text and as many photos or videos; where none is found twice, a person decides.',
      fr: 'Facebook n’a pas de clé pour un post. Après une réponse perdue, les posts de la page sont parcourus à la recherche du même texte et d’autant de photos ou vidéos ; si rien n’est trouvé deux fois, une personne décide.',
    },
  },
  removable: true,
  hosts: { api: 'https://graph.facebook.com', login: 'https://www.facebook.com' },
  oauth: {
    authorizationUrl: '{login}/v25.0/dialog/oauth',
    tokenUrl: '{api}/v25.0/oauth/access_token',
    scopes: [
      'pages_show_list',
      'pages_manage_posts',
      'pages_read_engagement',
      'pages_manage_engagement',
      'pages_read_user_content',
      'business_management',
    ],
    pkce: false,
    clientAuthentication: 'client_secret_post',
  },
  advice: {
    'facebook_pages.message_unknown': {
      en: 'The post was settled by hand without an address that names it: delete or comment on it on Facebook itself.',
      fr: 'Le post a été réglé à la main sans adresse qui le désigne : supprimez-le, ou commentez-le, sur Facebook même.',
    },
    'facebook_pages.not_found': {
      en: 'What this answers or uses is no longer on Facebook: look at the post there.',
      fr: 'Ce à quoi ceci répond ou ce qu’il utilise n’est plus sur Facebook : voyez le post sur place.',
    },
    'facebook_pages.token_missing': {
      en: 'Connect the channel through Facebook, or paste the page’s access token.',
      fr: 'Connectez le canal par Facebook, ou collez le jeton d’accès de la page.',
    },
    'facebook_pages.page_mismatch': {
      en: 'The token is not this page’s: paste the page’s own token, not a person’s, or connect through Facebook.',
      fr: 'Le jeton n’est pas celui de cette page : collez le jeton de la page, pas celui d’une personne, ou connectez-vous par Facebook.',
    },
    'facebook_pages.forbidden': {
      en: 'A permission is missing: the person who connected needs full control of the page’s content; then connect again and agree to everything.',
      fr: 'Une autorisation manque : la personne qui a connecté la page doit en gérer tout le contenu ; reconnectez-vous ensuite et acceptez tout.',
    },
    'facebook_pages.identity_required': {
      en: 'Facebook asks whoever manages this page to confirm who they are (page publishing authorization): do so in the Facebook app, then connect again.',
      fr: 'Facebook demande aux gestionnaires de cette page de confirmer leur identité (autorisation de publier) : faites-le dans l’application Facebook, puis reconnectez-vous.',
    },
    'facebook_pages.blocked': {
      en: 'Facebook has blocked this page or app for a while: look at the page’s support inbox before sending anything else.',
      fr: 'Facebook bloque cette page ou l’application pour un temps : consultez l’assistance de la page avant tout autre envoi.',
    },
    'facebook_pages.duplicate': {
      en: 'Facebook says that the page’s last post is the same. If it is this one, give its address; if not, change the text.',
      fr: 'Facebook dit que le dernier post de la page est identique. Si c’est celui-ci, donnez son adresse ; sinon, changez le texte.',
    },
    'facebook_pages.photo_refused': {
      en: 'Facebook does not take a photo as it is: JPEG or PNG under 4 MB.',
      fr: 'Facebook refuse une photo telle quelle : JPEG ou PNG de moins de 4 Mo.',
    },
    'facebook_pages.video_refused': {
      en: 'Facebook could not use the video: check that it plays, in MP4 or MOV, then send again.',
      fr: 'Facebook n’a pas pu utiliser la vidéo : vérifiez qu’elle se lit, en MP4 ou MOV, puis renvoyez.',
    },
    'facebook_pages.link_refused': {
      en: 'Facebook does not take this link: check that it opens for everybody, or leave it out.',
      fr: 'Facebook refuse ce lien : vérifiez qu’il s’ouvre pour tous, ou retirez-le.',
    },
  },
  sources: [
    'https://developers.facebook.com/docs/pages-api/posts',
    'https://developers.facebook.com/docs/graph-api/reference/page/photos',
    'https://developers.facebook.com/docs/graph-api/reference/page/videos',
    'https://developers.facebook.com/docs/graph-api/reference/page/published_posts',
    'https://developers.facebook.com/docs/graph-api/reference/photo',
    'https://developers.facebook.com/docs/video-api/overview',
    'https://developers.facebook.com/docs/graph-api/guides/error-handling',
    'https://developers.facebook.com/documentation/facebook-login/guides/advanced/manual-flow',
    'https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived',
    // Second hand: the numbers, and subcodes that no page of theirs lists.
    'https://docs.getlate.dev/resources/media-guidelines/facebook',
    'https://github.com/gitroomhq/postiz-app',
  ],
} as const satisfies NetworkManifest;

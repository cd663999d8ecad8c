import type { NetworkManifest } from '../../contract.js';

export const manifest = {
  id: 'ghost',
  name: 'Ghost',
  apiVersion: 'v5.0',
  capabilities: {
    text: { max: null, unit: 'utf8_bytes', enforced: false },
    media: {
      // How many a post holds is the theme's affair.
      maxImages: 20,
      maxVideos: 0,
      mimeTypes: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/svg+xml'],
      altText: true,
      enforced: false,
    },
    poll: null,
    link: true,
    thread: false,
    firstComment: false,
  },
  credentials: [
    {
      name: 'host',
      label: { en: 'Address', fr: 'Adresse' },
      secret: false,
      required: true,
      format: 'url',
      help: {
        en: 'The API URL that Ghost shows beside the key, such as https://name.ghost.io.',
        fr: 'L’« API URL » que Ghost affiche à côté de la clé, par exemple https://nom.ghost.io.',
      },
    },
    {
      name: 'adminKey',
      label: { en: 'Admin API key', fr: 'Clé d’API d’administration' },
      secret: true,
      required: true,
      format: 'text',
      help: {
        en: 'Settings, Integrations, Add custom integration: the Admin API key, with its colon.',
        fr: 'Réglages, Intégrations, Ajouter une intégration : l’« Admin API key », avec ses deux-points.',
      },
    },
  ],
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      title: { type: 'string', minLength: 1, maxLength: 255 },
      excerpt: { type: 'string', minLength: 1, maxLength: 300 },
      visibility: { type: 'string', enum: ['public', 'members', 'paid'] },
      featured: { type: 'boolean' },
      canonicalUrl: { type: 'string', format: 'uri', maxLength: 2_000 },
      // The slug of a newsletter; without one nothing is sent by mail.
      newsletter: { type: 'string', minLength: 1, maxLength: 191 },
      newsletterAudience: { type: 'string', enum: ['all', 'free', 'paid'] },
    },
  },
  reconciliation: {
    kind: 'repeatable',
    note: {
      en: 'A draft is found again by an address of its own and published by its id under Ghost’s lock: repeating gives the same post and at most one newsletter.',
      fr: 'Le brouillon se retrouve par son adresse et se publie par son identifiant sous le verrou de Ghost : répéter donne le même article et au plus une newsletter.',
    },
  },
  // A newsletter that went out with the post stays out.
  removable: true,
  advice: {
    'ghost.message_unknown': {
      en: 'The post was settled by hand without an address that names it: delete it in Ghost itself.',
      fr: 'Le post a été réglé à la main sans adresse qui le désigne : supprimez-le dans Ghost même.',
    },
    'ghost.host_invalid': {
      en: 'Write the address as Ghost shows it beside the key, beginning with https://.',
      fr: 'Écrivez l’adresse telle que Ghost l’affiche à côté de la clé, en commençant par https://.',
    },
    'ghost.key_invalid': {
      en: 'Copy the Admin API key whole: 24 characters, a colon and 64 more. The Content API key will not do.',
      fr: 'Copiez la clé « Admin API » entière : 24 caractères, deux-points et 64 autres. La clé « Content API » ne convient pas.',
    },
    'ghost.redirected': {
      en: 'This address leads elsewhere. Use the API URL that Ghost shows beside the key.',
      fr: 'Cette adresse mène ailleurs. Utilisez l’« API URL » que Ghost affiche à côté de la clé.',
    },
    'ghost.not_ghost': {
      en: 'There is no Ghost at this address. Check it, and any folder it ends with.',
      fr: 'Il n’y a pas de Ghost à cette adresse. Vérifiez-la, et le dossier qui la termine.',
    },
    'ghost.version_unsupported': {
      en: 'This needs Ghost 5 or newer. Update the site.',
      fr: 'Il faut Ghost 5 ou plus récent. Mettez le site à jour.',
    },
    'ghost.plan_limit': {
      en: 'The site’s plan does not include this. Change the plan, or the post’s options.',
      fr: 'L’offre du site ne le comprend pas. Changez d’offre, ou les options du post.',
    },
    'ghost.not_allowed': {
      en: 'The integration may not do this. Make a new custom integration and connect again.',
      fr: 'L’intégration n’en a pas le droit. Créez une nouvelle intégration et reconnectez.',
    },
    'ghost.invalid': {
      en: 'Ghost refused a field. Check title, excerpt, labels and the newsletter’s name in the address.',
      fr: 'Ghost a refusé un champ. Vérifiez titre, extrait, étiquettes et le nom de la newsletter dans l’adresse.',
    },
    'ghost.media_refused': {
      en: 'Ghost does not take this image. Save it as JPEG, PNG or WebP, or make it smaller.',
      fr: 'Ghost n’accepte pas cette image. Enregistrez-la en JPEG, PNG ou WebP, ou réduisez-la.',
    },
    'ghost.draft_gone': {
      en: 'Somebody deleted the draft in Ghost before it went out. Send the post again if it is still wanted.',
      fr: 'Quelqu’un a supprimé le brouillon dans Ghost avant sa sortie. Renvoyez le post s’il est toujours voulu.',
    },
    'ghost.collision': {
      en: 'Somebody edits the draft in Ghost; it is tried again. Close the editor there if this goes on.',
      fr: 'Quelqu’un modifie le brouillon dans Ghost ; un nouvel essai suit. Fermez l’éditeur là-bas si cela dure.',
    },
  },
  sources: [
    'https://docs.ghost.org/admin-api',
    'https://docs.ghost.org/admin-api/posts/creating-a-post',
    'https://docs.ghost.org/admin-api/posts/updating-a-post',
    'https://docs.ghost.org/admin-api/posts/sending-a-post',
    'https://docs.ghost.org/admin-api/images/uploading-an-image',
    'https://docs.ghost.org/admin-api/site/overview',
    'https://github.com/TryGhost/Ghost/blob/main/ghost/core/core/server/data/schema/schema.js',
    'https://github.com/TryGhost/Ghost/blob/main/ghost/core/core/server/services/auth/api-key/admin.js',
  ],
} as const satisfies NetworkManifest;

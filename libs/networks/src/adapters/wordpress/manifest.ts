import type { NetworkManifest } from '../../contract.js';

export const manifest = {
  id: 'wordpress',
  name: 'WordPress',
  apiVersion: 'wp/v2',
  capabilities: {
    // Titles and contents of megabytes are taken (6.1).
    text: { max: null, unit: 'utf8_bytes', enforced: false },
    media: {
      // No number is known; what the server takes of each is its own setting.
      maxImages: 100,
      maxVideos: 100,
      // What every release takes without a plugin.
      mimeTypes: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/mp4'],
      altText: true,
      enforced: false,
    },
    poll: null,
    link: true,
    thread: false,
    firstComment: true,
  },
  credentials: [
    {
      name: 'site',
      label: { en: 'Site', fr: 'Site' },
      secret: false,
      required: true,
      format: 'url',
      help: {
        en: 'The address of the site as the browser shows it, such as https://blog.example.org.',
        fr: 'L’adresse du site telle que le navigateur l’affiche, par exemple https://blog.example.org.',
      },
    },
    {
      name: 'user',
      label: { en: 'User name', fr: 'Identifiant' },
      secret: false,
      required: true,
      format: 'text',
    },
    {
      name: 'applicationPassword',
      label: { en: 'Application password', fr: 'Mot de passe d’application' },
      secret: true,
      required: true,
      format: 'text',
      help: {
        en: 'Made in WordPress under Users, Profile, Application Passwords. Not the password for signing in.',
        fr: 'À créer dans WordPress : Comptes, Profil, Mots de passe d’application. Pas le mot de passe de connexion.',
      },
    },
  ],
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      title: { type: 'string', minLength: 1, description: 'Instead of the title of the post.' },
      excerpt: { type: 'string' },
      status: {
        enum: ['publish', 'draft', 'pending', 'private'],
        description: 'What it is left as; by default it is published.',
      },
      categories: { $ref: '#/$defs/names', description: 'By name; made where the site has none of that name.' },
      tags: { $ref: '#/$defs/names', description: 'By name; made where the site has none of that name.' },
      featuredImage: { type: 'boolean', description: 'Whether the first image is the featured one (default).' },
      comments: { enum: ['open', 'closed'], description: 'By default as the site has it.' },
    },
    $defs: {
      names: {
        type: 'array',
        items: { type: 'string', minLength: 1, maxLength: 200 },
        maxItems: 50,
        uniqueItems: true,
      },
    },
  },
  reconciliation: {
    kind: 'repeatable',
    note: {
      en: 'Every post is first a draft under a name of its own, then published by its number: doing either again gives the same post.',
      fr: 'Chaque article est d’abord un brouillon sous un nom qui lui est propre, puis publié par son numéro : recommencer donne le même article.',
    },
  },
  removable: true,
  advice: {
    'wordpress.unauthorized': {
      en: 'Make a new application password in WordPress (Users, Profile) and connect the channel again. Some servers drop the Authorization header: ask the host.',
      fr: 'Créez un nouveau mot de passe d’application dans WordPress (Comptes, Profil) et reconnectez le canal. Certains serveurs retirent l’en-tête Authorization : demandez à l’hébergeur.',
    },
    'wordpress.not_allowed': {
      en: 'This user may not do that. Give the user the role Author or Editor.',
      fr: 'Ce compte n’en a pas le droit. Donnez-lui le rôle Auteur ou Éditeur.',
    },
    'wordpress.term_refused': {
      en: 'This user may not make categories. Make the category in WordPress, or choose one that is there.',
      fr: 'Ce compte ne peut pas créer de catégorie. Créez-la dans WordPress, ou choisissez-en une qui existe.',
    },
    'wordpress.media_refused': {
      en: 'The site does not take this kind of file, or cannot store it. Try a JPEG image; otherwise ask the host about the upload folder.',
      fr: 'Le site n’accepte pas ce type de fichier, ou ne peut pas l’enregistrer. Essayez une image JPEG ; sinon, interrogez l’hébergeur sur le dossier des fichiers.',
    },
    'wordpress.too_large': {
      en: 'The site does not take files of this size. Make it smaller, or raise upload_max_filesize and post_max_size there.',
      fr: 'Le site n’accepte pas un fichier de cette taille. Réduisez-le, ou augmentez upload_max_filesize et post_max_size.',
    },
    'wordpress.comments_closed': {
      en: 'Comments are closed on this post. Open them in WordPress, or leave the first comment out.',
      fr: 'Les commentaires sont fermés sur cet article. Ouvrez-les dans WordPress, ou retirez le premier commentaire.',
    },
    'wordpress.parent_unknown': {
      en: 'The article to comment on is no longer on the site, or lies in its bin. Take it out there, or leave the first comment out.',
      fr: 'L’article à commenter n’est plus sur le site, ou se trouve dans sa corbeille. Restaurez-le, ou retirez le premier commentaire.',
    },
    'wordpress.draft_gone': {
      en: 'Somebody deleted the draft in WordPress before it was published. Schedule the post anew.',
      fr: 'Quelqu’un a supprimé le brouillon dans WordPress avant sa publication. Replanifiez le post.',
    },
    'wordpress.site_invalid': {
      en: 'Write the site as an https address, such as https://blog.example.org.',
      fr: 'Indiquez le site par une adresse https, par exemple https://blog.example.org.',
    },
    'wordpress.redirected': {
      en: 'The site sends us elsewhere. Write its address exactly as the browser shows it, with or without www.',
      fr: 'Le site redirige ailleurs. Indiquez son adresse exactement comme le navigateur l’affiche, avec ou sans www.',
    },
    'wordpress.no_api': {
      en: 'No WordPress answers there. Check the address; a site without pretty permalinks is written https://blog.example.org/index.php?rest_route=/.',
      fr: 'Aucun WordPress n’y répond. Vérifiez l’adresse ; un site sans permaliens personnalisés s’écrit https://blog.example.org/index.php?rest_route=/.',
    },
  },
  sources: [
    'https://developer.wordpress.org/rest-api/reference/posts/',
    'https://developer.wordpress.org/rest-api/reference/media/',
    'https://developer.wordpress.org/rest-api/reference/comments/',
    'https://developer.wordpress.org/rest-api/using-the-rest-api/authentication/',
    'WordPress 6.1 on Debian 12, run and asked on 2026-11-28',
  ],
} as const satisfies NetworkManifest;

import type { InvitationLexicon } from '../lexicon.js';

/**
 * Calls to do something. Statements ("nous serons ouverts") must not be here; a rhetorical question is not a call.
 */
export const frenchInvitations: InvitationLexicon = {
  purpose: {
    en: 'Invitations: to answer here, or to take a step.',
    fr: 'Invitations : à répondre ici, ou à faire un pas.',
  },
  interaction: [
    '(souscrivez|souscris|abonnez-vous|abonne-toi|installez|installe|connectez|simulez|simule|configurez|comparez|convertissez) ',
    '(inscription@n|réinscription@n|billet@n|billetterie|réservation@n|entrée|buvette|portes|guichet|essai@n) <0-3> (ouvert@a|possible@n|sur place|en ligne|libre|gratuit@a|offert@a|dès|auprès|par mail|par téléphone|au <number>|ici|sur)',
    '(on|nous) (compte|comptons) sur (vous|toi)',
    '(vous|tu) (êtes|es) <0-2> (attendu@a|invité@a|bienvenu@a|les bienvenus|la bienvenue|le bienvenu)',
    '(ouvert@a|accessible@n) <0-1> à (tous|toutes|tout le monde)',
    'à vos (agendas|baskets|marques|chaussures|tabliers|calendriers|maillots|plumes|appareils|fourchettes|crayons)',
    '(soutenez|soutiens|encouragez|encourage|supportez|ramenez|ramène|amenez|amène|motivez|réunissez|bloque|cochez|coche|retenez|retiens|adhérez|adhère|prévoyez|prévois|emmenez|emmène|montez|essaie|tente|préparez|prépare) ; unless: on prépare | nous préparons',
    '<start> <0-2> (qui vient|qui est partant|qui se lance|partants|partant@a|prêts|tentés|tenté@a|motivé@a) <0-3> <question>',
    '(sautez|saute|ruez-vous|rue-toi|jetez-vous) sur',
    '(réservez|réserve|commandez|commande|appelez|appelle) <0-3> (vite|place@n|coin|table@n|numéro|<number>)',
    '(dis|dites|raconte|racontez|montre|montrez|explique|expliquez|donne|donnez|confie|confiez|avoue|avouez|parle|parlez|écris|écrivez|envoie|envoyez) (-nous|-moi|nous)',
    '(commentez|répondez|votez|likez|aimez|partagez|taguez|identifiez|mentionnez|repostez|retweetez|enregistrez|sauvegardez|réagissez|devinez|choisissez|participez|complétez|proposez|suggérez|abonnez-vous|suivez-nous|suivez|invitez|posez|jouez|tentez)',
    '(<start>|et|ou|,|puis|alors|vite|allez) <0-1> (commente|réponds|vote|like|partage|tague|tag|identifie|mentionne|reposte|enregistre|réagis|devine|choisis|participe|propose|abonne-toi|suis-nous|invite|pose|joue|tente) ; unless: (je|il|elle|on|qui) <0-1> (commente|réponds|vote|like|partage|tague|tag|identifie|mentionne|reposte|enregistre|réagis|devine|choisis|participe|propose|invite|pose|joue|tente)',
    '(en|dans les|par un) (commentaire@n|coms|mp|com)',
    '(laissez|laisse|mettez|mets|glissez|glisse|déposez|dépose) <0-3> (commentaire@n|coeur|avis|emoji@n|mot|réponse|message|like|pouce)',
    '(et|toi|vous) (vous|toi|chez vous|chez toi|de votre côté) <0-6> <question>',
    "(quel@a|quelle|lequel|laquelle|lesquels|combien|comment|qui|où|quand|pourquoi|que|qu'|qu'est-ce) <0-8> (vous|tu|votre|ton|ta|vos|tes|-vous|-tu|préféré@a|t'|toi) <0-8> <question>",
    '(team|équipe|plutôt) <0-5> (ou|vs) <0-5> <question>',
    '(avez|as|êtes|es|connaissez|connais|aimez|aimes|préférez|préfères|pensez|penses|faites|fais|voulez|veux|savez|sais|seriez|avais|utilisez|rêvez) (-vous|-tu) <0-8> <question>',
    "(tu|vous|t') <0-2> (préfères|préférez|penses|pensez|as|avez|aimes|aimez|choisis|choisissez|connais|connaissez|viens|venez|votes|votez|portes|portez|fais|faites|en dis|en dites) <0-8> <question>",
    '(on|nous) (attend|attendons|veut|voulons|lit|lisons|compte|adore|adorerait) <0-3> (vos|tes|votre|ta|ton|réponse@n|lire|savoir|avis)',
    '(à (vous|toi|vos claviers|tes claviers|vos votes) (de (jouer|choisir|voter|dire|nous)|la parole|<exclamation>|.|<end>))',
    '(ton|votre|vos|tes) (avis|réponse@n|idée@n|astuce@n|question@n|photo@n|histoire@n|vote@n) <0-4> (commentaire@n|intéress*|dessous|ci-dessous|en|<question>|nous)',
    '(sondage|quiz|concours|jeu-concours) <0-4> (participe*|répond*|vote*|commentaire*|tague*)',
  ],
  action: [
    '(venez|passez|rejoignez|retrouvez|rendez-vous|poussez|accourez) ; unless-here: ne passez | passe partout',
    '(<start>|et|ou|,|puis|alors|vite|allez) <0-1> (viens|passe|rejoins|retrouve|pousse|rends-toi) ; unless: (je|il|elle|on|qui) <0-1> (viens|passe|rejoins|retrouve|pousse)',
    "(réservez|commandez|achetez|essayez|testez|goûtez|découvrez|inscrivez-vous|inscrivez|profitez|téléchargez|cliquez|visitez|appelez|contactez|écrivez|demandez|consultez|lisez|regardez|écoutez|offrez|craquez|prenez|apportez|ramenez|notez|bloquez|suivez|activez|planifiez|laissez-vous|connectez-vous|remplissez|choisissez|comparez|explorez|renseignez-vous|swipez|filez|foncez|emportez|récupérez|pensez à|n'hésitez pas|n'hésite pas|n'oubliez pas|n'oublie pas|optez|offrez-vous)",
    '(<start>|et|ou|,|puis|alors|vite|allez) <0-1> (réserve|commande|achète|essaie|essaye|teste|goûte|découvre|inscris-toi|inscris|profite|télécharge|clique|visite|appelle|contacte|demande|consulte|lis|regarde|écoute|offre|prends|apporte|ramène|note|bloque|active|laisse-toi|faites-vous|fais-toi|connecte-toi|swipe|file|fonce|récupère|pense à|offre-toi) ; unless: (je|il|elle|on|qui) <0-1> (réserve|commande|achète|essaie|essaye|teste|goûte|découvre|inscris|profite|télécharge|clique|visite|appelle|contacte|demande|consulte|lis|regarde|écoute|offre|prends|apporte|ramène|note|bloque|active|swipe|file|fonce|récupère)',
    "(on|nous) (vous|t'|te) (attend|attendons|accueille|accueillons|retrouve|espère|invite|invitons|donne rendez-vous)",
    '(lien|infos|billetterie|inscription@n|réservation@n|adresse|programme|détails) <0-2> (en bio|dans la bio|en commentaire@n|ci-dessous|ici|en story|sur notre site|par ici|au|en ligne|:)',
    '(rendez-vous|rdv) <0-3> (à|au|aux|le|ce|chez|dès|sur|en|demain|samedi|dimanche|lundi|mardi|mercredi|jeudi|vendredi|ici)',
    "(à (samedi|dimanche|lundi|mardi|mercredi|jeudi|vendredi|demain|bientôt|très vite|ce soir|tout à l'heure|table))",
    "(par ici|c'est par ici|c'est ici|ça se passe ici|plus d'infos|en savoir plus|pour réserver|pour commander|pour s'inscrire|pour en profiter|pour participer|sur réservation|il suffit de|envie de <0-6> <question>|ça vous tente|ça te tente|on y va|prêt@a à|tenté@a <question>)",
    "(nous vous invitons|je vous invite|on t'invite) à",
  ],
};

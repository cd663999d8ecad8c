import type { PositiveLexicon } from '../lexicon.js';

/**
 * What makes a post warm or lively, for the axes that are displayed. No rule forbids or demands these words.
 */
export const frenchPositive: PositiveLexicon = {
  purpose: {
    en: 'Warmth and energy.',
    fr: 'Chaleur et énergie.',
  },
  warmth: [
    '(bonjour|bonsoir|coucou|salut|hello|bienvenue|chers|chères|cher|chère|belle journée|bonne journée|bon week-end|beau week-end|belle soirée|bonne semaine|bon dimanche|bon appétit|bisous|bises|à bientôt|à très vite|à tout de suite|à demain|à samedi)',
    'merci',
    "(remercier@v|un grand merci|mille mercis|reconnaissant@a|gratitude|bravo|félicitations|chapeau|joyeux|joyeuse|bonne fête|bon anniversaire|prenez soin|prends soin|avec plaisir|de tout coeur|du fond du coeur|coeur@n|ravi@a|heureux|heureuse|content@a|enchanté@a|touché@a|ému@a|fier|fière|fiers|fières|hâte|sourire@n|douceur@n|tendresse|chaleureu*|bienveillan*|complice@n|ami@a|amitié|copain@n|copine@n|famille|ensemble|partager@v|partage|accueillir@v|accueil|aimer@v|adorer@v|plaisir@n|bonheur|joie|câlin@n|doux|douce|cocon|convivial@a|gourmand@a|réconfort*|à vos côtés|à tes côtés|on est là|nous sommes là|pas de souci|aucun souci|désolé@a|navré@a|pardon|n'hésitez pas|n'hésite pas|on t'attend|on vous attend|vous nous avez manqué|tu nous as manqué|grâce à vous|grâce à toi|avec vous|avec toi)",
  ],
  energy: [
    "(allez|allons-y|on y va|c'est parti|en route|hop|hourra|youpi|wow|waouh|bravo|yes|enfin|top départ|vive|vivement|ça y est|prêts|prêt@a|go)",
    "(danser@v|bouger@v|courir@v|sauter@v|foncer@v|filer@v|lancer@v|démarrer@v|fêter@v|célébrer@v|jouer@v|créer@v|inventer@v|oser@v|explorer@v|découvrir@v|relever@v|accélérer@v|vibrer@v|bondir@v|grimper@v|s'amuser|éclater@v|réveiller@v|changer@v|avancer@v)",
    '(fête@n|fou|folle|énergie|élan|dynami*|vitamin*|pétillant@a|explos*|vif|vive|nouveau@a|défi@n|aventure@n|record@n|ambiance|festi*|génial@a|super|extra|top|incroyable@a|fantastique@n)',
    '<exclamation>',
  ],
};

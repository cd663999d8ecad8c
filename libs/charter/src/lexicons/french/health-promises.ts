import type { GradedLexicon } from '../lexicon.js';

/**
 * Promises about body and health that no shop may make. Positive idioms ("ça remonte le moral") and care of things
 * ("soigner la présentation", "une cure de jouvence pour un manteau") must not be here.
 */
export const frenchHealthPromises: GradedLexicon = {
  purpose: {
    en: 'Claims to heal, slim or protect the body.',
    fr: 'Promesses de guérir, de faire maigrir ou de protéger le corps.',
  },
  harmless: [
    '(soigner@v|soin) <0-2> (détail@n|finition@n|présentation|image|tissu@n|linge|cuir|plante@n|jardin|vitrine|emballage@n|relation@n|clientèle|service)',
    'cure de (jouvence|soleil|lecture|légèreté|style|printemps)',
    'régime (de|fiscal|micro|réel|social|simplifié|général|matrimonial|forfaitaire)',
    "(à (votre|ta|la) santé|fil à coudre|maladie d'amour|fou de|guérir@v <0-2> (chagrin|accroc|trou|pull@n|jean@n))",
  ],
  strong: [
    '(foie|peau|corps|cuisses|ventre|silhouette|organisme|intestin@n|jambes) <0-4> (dit merci|repart|comme neuf|plus lisse@n|plus fermes?|dégonflé@a|dégonfle|purifié@a|galbé@a|affiné@a)',
    '(débarrasser@v|libérer@v|purger@v) <0-3> (toxines|kilos|maux|douleurs|graisses|cellulite|rhume|stress)',
    '(fait|font|faire|fera) (fuir|disparaître|reculer|oublier) <0-2> (arthrose|rhume@n|douleur@n|rides|migraine@n|kilos|cellulite|maladie@n|grippe|fatigue|mal de|microbes|rhumatisme@n)',
    "(jette|jetez|jeter|oublie|oubliez|range|rangez) <0-2> (l'ordonnance|ordonnance@n|médicaments|médicament|cachets|antidouleurs|pharmacie)",
    "(médecin|docteur|pharmacien|kiné) <0-3> (va|sera|n'en|demandera|ne vous) <0-4> (revenir|chômage|étonné@a|secret|reconnaîtra|besoin|verra plus)",
    "(lisse|lisser|gomme|gommer|affine|affiner|fait fondre|fondre) <0-2> (cellulite|peau d'orange|capitons|bourrelets|hanches|ventre|taille)",
    '(fait|fera|font) perdre <0-2> (taille|kilo@n|centimètre@n|ventre)',
    "(adieu|au revoir|bye|bye-bye|ciao|finis|finies|terminés|terminé) <0-2> (<0-1> (kilo@n|kg)|cellulite|bourrelets|ventre|culotte de cheval|graisse@n|rides|rhumes|maux|douleurs|migraines|insomnies|rondeurs|poignées d'amour)",
    "(<number>|un|une|deux|trois|quatre|cinq) (kilo@n|kg|taille@n) (de moins|en moins|avant l'été|en <number>|perdus|envolés)",
    '(effet|résultat@n) (prouvé@a|garanti@a|immédiat@a) <0-3> (silhouette|taille|peau|ventre|<end>|.) ; with-text: kilo@n | mince* | silhouette | ventre | peau',
    'guérir@v:inf+fin ; unless: blessure@n du coeur | prix | chagrin | jean@n | accroc',
    '(soigne|soigner|soignent|traite|traiter|traitent|combat|combattre|élimine|éliminer|prévient|prévenir|protège|protéger|soulage|soulager|apaise|lutte contre|lutter contre|éloigne) <0-3> (cancer@n|maladie@n|diabète|arthrose|rhumatisme@n|dépression|anxiété|insomnie@n|grippe|rhume@n|covid|migraine@n|tension|cholestérol|eczéma|psoriasis|virus|infection@n|douleur@n|mal de dos|cellulite|toxines|rhumes|allergie@n|maux|ulcère@n|hypertension|foie|articulations|inflammation@n|acné|stress chronique)',
    '(anti|anti-) (cancer|cellulite|cholestérol|inflammatoire@n|diabète|kilos|graisse|rides)',
    '(anti-cancer|anticancer|anti-cellulite|anti-inflammatoire@n|amincissant@a|amaigrissant@a|brûle-graisse@n|brûle-graisses|coupe-faim|détoxifiant@a|détoxifier|drainant@a|minceur) ; unless: calculatrice',
    '(faire|fait|font|fera|aide à|aident à|pour|faites) (maigrir|mincir|perdre du poids|perdre du ventre|fondre <0-2> (graisse@n|kilos|ventre|bourrelets|cellulite)|dégonfler)',
    '(perdre@v|perdez|perds|perd) <0-3> (kilo@n|kg|poids|du ventre|une taille en|tour de taille)',
    '(maigrissez|maigris|mincissez|mincis|affinez|affine|gommez|gomme|sculpte|amincit|affinent|raffermit) <0-3> (taille|silhouette|cuisses|ventre|hanches|cellulite|rondeurs|bourrelets|vite|sans|en)',
    '(ventre plat|zéro kilo|taille de guêpe en|kilos en trop|kilos superflus|perte de poids|régime (miracle|détox|minceur)|cure (détox|minceur|amincissante)|jus détox|thé détox|effet détox|effet minceur|effet amincissant)',
    '(sans|aucun) (effet@n secondaire@n|médicament@n|ordonnance)',
    '(cliniquement|scientifiquement|médicalement|dermatologiquement) (prouvé@a|démontré@a|efficace@n)',
    '(renforce|renforcer|renforcent|booste|booster|boostent|stimule|stimuler|stimulent|dope|doper) <0-3> (immunité|immunitaire@n|défenses|système|métabolisme|circulation|libido|mémoire|testostérone)',
    "(remplace|remplacent|remplacer|aussi efficace qu'|mieux qu'|meilleur qu'|plus efficace qu') <0-3> (médicament@n|traitement@n|médecin@n|antibiotique@n|vaccin@n|anxiolytique@n|antidépresseur@n|chimio)",
    '(remède|solution|traitement|produit|cure|pilule|plante|boisson) <0-1> (miracle|miraculeux|miraculeuse|contre <0-1> (cancer|stress|rhume|insomnie|douleur@n))',
    '(vertus|propriétés|bienfaits) (thérapeutiques|médicinales|curatives|curatifs|médicinaux|anticancer|anti-inflammatoires)',
    '(purifie|purifier|nettoie|nettoyer|draine|détoxifie|détoxifie) <0-3> (foie|organisme|corps|reins|intestin@n|sang|côlon)',
    '(rajeunit|rajeunir|efface|effacer|supprime) <0-3> (rides|<number> ans|cellulite|vergetures|cernes)',
    '(recommandé@a|approuvé@a|validé@a|testé@a) par <0-2> (médecins|médecin|cardiologues|nutritionnistes|dermatologues|corps médical)',
    '(guérison|guérit|rémission) <0-3> (garanti*|assuré*|définitiv*|cancer|naturel*)',
    '(vous ne|tu ne) (serez|seras|tomberez|tomberas) plus (jamais)? malade@n',
  ],
  weak: [
    '(détox|minceur|mincir|maigrir|cellulite|médical@a|thérapeutique@n|curatif|immunité|bienfaits|vitamine@n|antioxydant@n|superaliment@n|super-aliment@n)',
    '(régime@n) ; unless-here: régime fiscal | régime de tva | régime social | régime micro | régime de bananes | régime réel',
    '(santé|digestion|foie|ligne|silhouette) ; unless: à votre santé | à la santé | fil',
    'maladie@n ; unless: arrêt | assurance',
    'soigner@v ; unless: détail@n | finition@n | présentation | mise en | image',
  ],
};

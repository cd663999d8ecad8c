import type { GradedLexicon } from '../lexicon.js';

/**
 * Promises of gain, safety or legality that nobody can keep. A warranty of goods ("garanti deux ans", "remboursé sous
 * 30 jours") is trade and must not be here.
 */
export const frenchLegalPromises: GradedLexicon = {
  purpose: {
    en: 'Guaranteed gains, zero risk, certain legality.',
    fr: 'Gains garantis, risque nul, légalité certaine.',
  },
  strong: [
    'garanti@a <0-1> (sans|zéro|100) <0-1> (erreur@n|faute@n|risque@n|contrôle@n|litige@n|impayé@n|rejet@n|conforme@n)',
    "(ne|n') <0-1> (craindre@v|redouter@v|risquer@v|craignez|redoutez|risquez) <0-1> (plus|jamais|rien|aucun)",
    "(administration|fisc|contrôleur@n|inspecteur@n|urssaf|huissier@n|impôts) <0-2> (ne|n') <0-2> (viendra|viendront|frappera|frapperont|pourra|trouvera|touchera|sonnera|inquiétera|embêtera|dira|contrôlera|cherchera) <0-2> (plus|jamais|rien|pas)",
    '(jamais|plus jamais|plus) <0-4> (frapper@v|sonner@v|toquer@v|débarquer@v) <0-2> (porte|chez vous)',
    '(dormez|dormir@v|dors) <0-2> (tranquille@n|sur vos deux oreilles) <0-6> (fisc|contrôle@n|impôts|redressement|administration|urssaf)',
    "(rendement@n|gain@n|bénéfice@n|profit@n|revenu@n|plus-value@n|résultat@n|économie@n|succès|conformité|performance@n|remboursement fiscal|réduction d'impôt) <0-3> (garanti@a|assuré@a|certain@a|à coup sûr|sans effort)",
    '(garantir@v|garantissons|garantit|garantie|assure|assurons|promet|promettons|promis) <0-4> (rendement@n|gain@n|zéro impayé|zéro risque|aucun risque|aucun contrôle|aucun redressement|conformité|100|résultat@n|que vous ne|recouvrement|succès|paiement)',
    '(sans|zéro|aucun) (le moindre)? (risque@n) <0-2> (fiscal@a|juridique@n|financier@a|pour vous|de contrôle|de redressement|garanti@a|<exclamation>|.|<end>|de perte)',
    '(sans risque|zéro risque|risque zéro|aucun risque|sans aucun risque)',
    '(100|cent) <0-2> (légal@a|sûr@a|garanti@a|conforme@n|sans risque|rentable@n|sécurisé@a|gagnant@a)',
    "(à l'abri|protégé@a|couvert@a|intouchable@a|échapper@v|échappez|fini@a) <0-2> (de|des|d'|du|aux|à|les)? (tout)? (contrôle@n|fisc|redressement@n|amende@n|pénalité@n|poursuites|impôt@n|huissier@n|tribunal)",
    '(gagnez|gagne|gagner|gagnants|gagnant) <0-2> (à tous les coups|à coup sûr|à chaque fois|sans effort|sans rien faire|<number> euros par)',
    "(ne payez|ne paierez|ne payer|payez|payer) <0-2> (plus|zéro|moins)? <0-1> (d'impôt@n|impôt@n|taxe@n|tva|charges)",
    '(échappez|échapper|contournez|contourner|évitez) <0-2> (fisc|impôt@n|tva|loi|réglementation|urssaf)',
    '(argent facile|devenez riche@n|devenir riche|doublez <0-2> (mise|argent|capital|revenus)|triplez <0-2> (mise|argent|revenus)|liberté financière|revenus passifs|capital garanti)',
    "(plus|jamais|plus jamais) <0-3> (d'impayé@n|aucun impayé|un seul impayé|de redressement|de litige|de procès|d'amende@n|de retard de paiement)",
    '(totalement|entièrement|parfaitement|complètement) (légal@a|sans risque|inattaquable@n)',
    '(inattaquable@n|imparable@n|blindé@a) <0-3> (juridiquement|fiscalement|contrat|fisc|contrôle|tribunal)',
    '(vous gagnerez|tu gagneras|on gagne) <0-2> (procès|au tribunal|toujours|forcément)',
  ],
  weak: [
    'garanti@a ; unless: ans | an | mois | pièces | fait maison | sourire | fraîcheur | origine',
    '(rendement@n|rentable@n|défiscaliser@v|optimisation fiscale|remboursé@a|infaillible@n)',
  ],
};

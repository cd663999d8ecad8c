import type { DisputeLexicon } from '../lexicon.js';

/**
 * One person's order, refund, debt or complaint handled in public. General help ("un souci avec une commande ?")
 * and news for everybody must not be here. `redirect` takes the case to a private channel.
 */
export const frenchPrivateDispute: DisputeLexicon = {
  purpose: {
    en: "A single customer's case handled in public, and the wordings that move it to a private channel.",
    fr: "Le cas d'un seul client traité en public, et les formules qui l'emmènent vers un canal privé.",
  },
  strong: [
    '(prélèvement|paiement|chèque|virement|règlement|carte) <0-4> (rejeté@a|refusé@a|impayé@a|en défaut) ; with: votre | ta | ton | vous | madame | monsieur',
    '(redevable@n|débiteur|débitrice) <0-2> (de|<number>)',
    '(acompte|arrhes|caution|avoir|dépôt) <0-3> (<number>)? <0-2> (est|sont|reste|restent) <0-1> (perdu@a|acquis@a|conservé@a|gardé@a|encaissé@a|dû@a)',
    "(vous n'êtes|tu n'es|vous n'étiez) (jamais|pas) <0-1> (venu@a|venue|venus|présenté@a|passé@a) ; with: acompte | réservation | table | facture | place | essayage | <number>",
    '(que|dont) (vous|tu) <0-1> (dites|dis|prétendez|prétends|affirmez|affirmes) <0-1> (avoir|être)',
    '(petit billet|petite note|petite ardoise|ardoise|dette|petit retard|petite somme) <0-2> (de)? <0-1> <number> <0-8> (jamais|toujours|encore|attendre@v|pas)',
    '(compte|comptons|attend|attendons) <0-2> (sur toi|sur vous|votre règlement|ton règlement|votre paiement)',
    '(remboursement|réclamation|demande|échange|retour) <0-8> (refusé@a|rejeté@a|pas accepté@a|pas possible) <0-1> (car|parce|puisque|faute)',
    "(ne|n') <0-3> (rembourser@v:fin|recréditer@v:fin|indemniser@v:fin|dédommager@v:fin|échanger@v:fin) (pas|plus|rien|jamais)",
    "(ne|n') <0-2> (sera|serez|seras|seront|a été|avez été|as été|est) (pas|plus|ni) <0-2> (remboursé@a|recrédité@a|indemnisé@a|dédommagé@a|rouvert@a|recevable@a|annulé@a) ; unless: toute | tout | aucun | aucune",
    '(dossier|réclamation|litige|sinistre|plainte|contestation|demande) <0-2> (reste|est|demeure|a été|sera) <0-2> (fermé@a|clos|close|clôturé@a|rejeté@a|refusé@a|classé@a|irrecevable@n|sans suite)',
    '(vous|tu) <0-1> (réclamez|réclames|contestez|contestes|prétendez|prétends|exigez|exiges|menacez|menaces) <0-6> (<number>|remboursement|intoxication|somme|facture|dommage@n|indemni*|geste|dédommage*|avocat|que|avoir|ne pas)',
    "(notre|nos|l') (assureur|assurance|avocat@n|avocate@n|huissier|service juridique|conseil juridique|expert) <0-3> (a votre|a ton|est saisi|vous|te|ne|a été|détient|contestera|examine)",
    "(nous|on) (contestons|conteste|n'ouvrirons|n'ouvrons|n'ouvre|refusons|refuse|maintenons|maintient) <0-3> (tout|litige|votre|ta|réclamation|demande|remboursement|facture|position|montant|version)",
    '(erreur|trop-perçu|trop perçu|écart|différence|supplément|double débit) <0-3> <number> <0-3> (sur votre|sur ta|votre|ta|de votre)',
    "(bon d'achat|avoir|chèque|virement|remboursement|caution|acompte|arrhes) <0-3> (ne|n') <0-2> (sera|seront|est|a été) <0-2> (recrédité@a|remboursé@a|restitué@a|rendu@a|versé@a|prolongé@a|émis)",
    "(mise en demeure|lettre recommandée|huissier|recommandé|injonction) <0-6> (vous|votre|ta|t'|te|le <number>)",
    'votre <0-1> (impayé@n|facture@n|solde@n|découvert|retard@n) <0-2> (de|rester@v|toujours|demeurer@v)',
    '(la signature|le transporteur|le livreur|les caméras|la vidéosurveillance|notre historique) <0-3> (fait foi|votre signature|prouver@v|montrer@v|confirmer@v|attester@v) ; unless: merci',
    '(votre|ta|vos|tes) <0-1> (facture|dossier|réclamation|remboursement|impayé|litige|plainte|échéance|loyer|dette|avoir|sinistre|addition|note) <0-3> (numéro|no|réf|référence)? <0-1> <number>',
    '(votre|ta) (facture|réclamation|plainte|demande|litige|remboursement|chèque|paiement|prélèvement|avoir|retour|addition|note) <0-3> (du|de|datée du|passée le) <0-1> <number>',
    '(suite|en réponse|concernant|relatif|quant|au sujet) (à|de)? <0-1> (votre|ta) (réclamation|plainte|commande|litige|dossier|demande de remboursement|remboursement|mail|courrier|facture|retour|impayé|appel|avis|message|passage)',
    '(votre|ta) (réclamation|plainte|dette|impayé|litige|contentieux)',
    '(votre|ton) (impayé@n|dette@n|retard@n de paiement|facture@n impayée@n|créance@n|solde débiteur|arriéré@n|découvert)',
    '(vous|tu) <0-1> (nous)? (devez|dois|restez devoir|reste devoir) (encore|toujours|donc)? <0-2> <number> <0-1> (euros|€|eur)',
    '(monsieur|madame|mme|mr|m|mlle|m.) <0-2> <capital> <0-8> (commande|facture|impayé@n|remboursement|réclamation|dossier|dette|litige|chèque|avoir|relance@n|retard|dû@a|plainte|paiement|colis|règlement|compte)',
    "(nous|on|je) (vous|t'|te) (avons|a|ai|avions|avait|ont) <0-2> (remboursé@a|déjà remboursé@a|recrédité@a|livré@a|facturé@a|débité@a|relancé@a|échangé@a|prélevé@a)",
    "(vous avez|tu as|vous n'avez|tu n'as) <0-2> (pas|jamais|toujours pas|bien|déjà)? (été)? (reçu|signé|refusé|payé|réglé|remboursé@a|retourné|rendu|abîmé|endommagé|annulé|lavé|cassé|débité@a) <0-4> (commande|facture|colis|bon de livraison|acompte|article|robe|produit|chèque|pull|somme|montant|réservation|caution|manteau|remboursement|veste|votre|ta|notre)",
    "(remboursement|avoir|virement|chèque|geste commercial) <0-4> (vous|t'|te) <0-2> (sera|a été|parviendra|est|parvenu)",
    "(votre|ton|ta) (remboursement|avoir|virement|retouche|échange) (de|a été|est|sera|partira|arrive|n'a|ne)",
    '(nous refusons|on refuse|nous ne pouvons) <0-4> (de vous rembourser|vous rembourser|te rembourser|votre retour|votre remboursement|votre demande)',
    '(rembourser|remboursons|remboursera|dédommager|indemniser|recréditer) (votre|ta|vos) (commande|achat|repas|facture|réservation|acompte|billet|table)',
    '(après|selon) (vérification|vérifications|examen|nos registres|notre système|nos relevés|nos archives) <0-6> (vous|votre|tu|ton|ta)',
    "(la cliente|le client|cette cliente|ce client|cette dame|ce monsieur) <0-6> (réclame|exige|conteste|refuse de payer|n'a pas payé|nous doit|a refusé|menace|prétend|a cassé|a abîmé|a rendu|a retourné)",
    '(mise en demeure|contentieux|huissier|recouvrement|injonction de payer) <0-5> (m.|monsieur|madame|mme|société <capital>)',
    "(votre|ta) (note|addition|ardoise) <0-4> (impayée|n'a pas|reste|due|non réglée)",
  ],
  weak: [
    '(réclamation@n|litige@n|remboursement@n|impayé@n|plainte@n|contestation@n|avoir|colis|facture@n) ; with: vous | votre | tu | ton | ta | madame | monsieur',
    '(nous sommes désolés|désolés|navrés|désolé) <0-8> (votre|ta|vous|ton) (expérience|commande|colis|repas|attente|soirée|retard)',
    '(votre|ta) (commande|facture|réservation|livraison|colis)',
    'rembourser@v',
  ],
  redirect: [
    '(en|par) (message privé|messages privés|mp|dm|privé|message direct|messagerie|e-mail|email|mail|courriel|téléphone|formulaire)',
    '(écrivez|écris|contactez|contacte|envoyez|envoie|appelez|appelle|joignez|rejoignez|retrouvez|passez|parlons|parlons-en|discutons|voyons|réglons) <0-4> (mp|dm|privé|message|téléphone|mail|e-mail|email|formulaire|courriel|service client|sav|boutique|nous|directement)',
    '(appelez-nous|appelle-nous|écrivez-nous|écris-nous|contactez-nous|contacte-nous|téléphonez-nous|passe nous voir|passez nous voir|rappelons-nous)',
    "(on|nous) (vous|t'|te) <0-1> (rappelle|rappelons|appelle|appelons|écrit|écrivons|contacte|contactons|répond|répondons|attend|attendons) <0-3> (privé|mp|dm|message|téléphone|directement|mail|tout de suite)?",
    "(formulaire de contact|notre formulaire|via le formulaire|au téléphone|notre ligne|nos messages privés|service client|sans donner|pas ici|pas en public|plutôt qu'ici|à l'abri des regards)",
  ],
};

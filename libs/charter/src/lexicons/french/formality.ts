import type { FormalityLexicon } from '../lexicon.js';

/**
 * Address (tu, vous) and register. Verb endings are computed elsewhere: here stand pronouns, possessives and set
 * imperatives. Slang is not gross: swear words belong to profanity.
 */
export const frenchFormality: FormalityLexicon = {
  purpose: {
    en: 'tu and vous, slang, legal and administrative register.',
    fr: 'Tutoiement et vouvoiement, argot, registre juridique et administratif.',
  },
  familiar: [
    "(tu|t'|te|toi|-tu|-toi|ton|ta|tes|le tien|la tienne|les tiens|les tiennes) ; unless-here: (le|un|ce|du|quel|notre|son) ton | ton sur ton",
    "(viens|dis-nous|dis-moi|raconte-nous|donne-nous|montre-nous|passe nous|laisse-toi|fais-toi|n'hésite|n'oublie|rejoins-nous|s'il te plaît|stp|à toi|chez toi|écris-nous|suis-nous|dépêche-toi|régale-toi|inscris-toi|abonne-toi|appelle-nous|profites-en|offre-toi|regarde-nous)",
  ],
  polite: [
    '(vous|votre|vos|-vous|vôtre|vôtres) ; unless-here: rendez-vous',
    "(venez|dites-nous|racontez-nous|donnez-nous|montrez-nous|laissez-vous|faites-vous|n'hésitez|n'oubliez|rejoignez-nous|s'il vous plaît|svp|chez vous|écrivez-nous|suivez-nous|dépêchez-vous|régalez-vous|inscrivez-vous|abonnez-vous|veuillez|appelez-nous|profitez-en|offrez-vous|découvrez|réservez|cliquez|consultez)",
  ],
  slang: [
    '(déchirer@v|claquer@v|envoyer@v|gérer@v|tuer@v) grave',
    'grave (bien|cool|stylé|pratique|content)',
    "(mdr|ptdr|lol|xd|jpp|osef|tkt|askip|wesh|wsh|bg|frérot|frr|bro|poto@n|kiffer@v|kif@n|kiffe@n|chelou@n|relou@n|vénère@n|meuf@n|keuf@n|keum@n|teuf@n|zarbi@n|cimer|reuf@n|daron@n|daronne@n|thune@n|fric|pognon|flouze|bagnole@n|boulot@n|bouffe@n|bouffer@v|fringue@n|godasse@n|mec@n|nana@n|gonzesse@n|pote@n|potes|flic@n|clope@n|picoler@v|pioncer@v|se barrer|chiper@v|galérer@v|galère@n|chourer@v|flipper@v|gueuler@v|saouler@v|soûler@v|zapper@v|truc de ouf|truc de dingue|un truc de malade|trop stylé|stylé@a|swag|chanmé|c'est le feu|c'est de la balle|c'est carré|en sah|wallah|t'inquiète|tranquillou|tranquille la vie|ça déchire|ça claque|ça envoie|ça passe crème|crari|dinguerie@n|banger@n|masterclass|no cap|slay|chill|chiller@v|cringe|boloss|bolosse|blaze|wtf|omg|asap|ouais|nan|ouaip|yo|yep|nope|ya|y'a|chuis|chui|j'suis|chépa|t'as|t'es|pk|pcq|pr|tt|slt|cc|bcp|svp|dsl|a12c|stp) ; unless-here: lait de coco | crever d'envie",
  ],
  legalese: [
    "(par la présente|ci-joint@a|ci-après|ci-dessus mentionné@a|susmentionné@a|susvisé@a|susdit@a|précité@a|ledit|ladite|lesdits|lesdites|dudit|audit <0-2> (article|contrat|client)|nonobstant|attendu que|en vertu de|en vertu des|en application de|aux termes de|au titre de|conformément aux|conformément à|en sus de|à toutes fins utiles|à l'effet de|en l'espèce|le cas échéant|sous réserve de|sous réserve des|à défaut de|sauf stipulation|sauf disposition|stipulation@n|disposition@n légale@n|il appert|de plein droit|sans préjudice|à titre gracieux|en foi de quoi|le soussigné|la soussignée|je soussigné|nous soussignés|ayant droit|ayants droit|ès qualités|préalablement à|subséquent@a|afférent@a|y afférents|inhérent@a aux|dans les meilleurs délais|veuillez agréer|je vous prie d'agréer|salutations distinguées|sentiments distingués|considération distinguée|à qui de droit|pour valoir ce que de droit|faire valoir|a contrario|de facto|ipso facto|prorata temporis|mutatis mutandis|intuitu personae|force majeure|partie@n contractante@n|le cocontractant|le preneur|le bailleur|résiliation de plein droit|obérer@v|diligenter@v|notifier@v|stipuler@v)",
  ],
};

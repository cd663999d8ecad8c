import type { PersonalDataLexicon } from '../lexicon.js';

/**
 * Words beside which a number, a date or a name becomes personal data. They are context, never findings alone.
 */
export const frenchPersonalData: PersonalDataLexicon = {
  purpose: {
    en: 'Context of personal data.',
    fr: 'Contexte des données personnelles.',
  },
  order: [
    '(commande|facture|dossier|réservation|colis|suivi|ticket|contrat|réclamation|livraison|billet|devis|abonnement|bon de commande|bordereau) <0-1> (numéro|no|réf|référence)?',
    '(numéro|référence|réf) <0-1> (de|du)? (commande|facture|dossier|client|suivi|colis|contrat|réservation|adhérent|abonné)',
  ],
  customer: [
    '(monsieur|madame|mademoiselle|m.|mme|mlle|mr|m) <capital>',
    '(client@n|cliente@n|adhérent@a|abonné@a|patient@a|élève@n|locataire@n|bénéficiaire@n|salarié@a|gagnant@a|destinataire@n|titulaire@n) <0-1> <capital>',
    '(nom|prénom|identité) <0-1> :',
  ],
  birth: [
    '(né@a|naissance) <0-2> (le|en|du)',
    '(date|année|lieu) de naissance',
    '(anniversaire) <0-3> <number>',
    '(âgé@a de|a <number> ans|fête ses)',
  ],
  phone: [
    '(téléphone|tél|tel|portable|mobile|numéro|fixe|ligne directe|whatsapp|sms)',
    '(appelez|appelle|joindre|joignable@n|contactez|rappelez|texto) <0-4> (au|sur)',
  ],
  address: [
    '(habite|habitez|habites|réside|résidez|domicilié@a|demeurant|loge|vit) <0-3> (au|à|rue|avenue|chez|boulevard|dans)',
    '(adresse|domicile|code porte|digicode|interphone|étage|appartement|boîte aux lettres|bâtiment)',
    '(rue|avenue|boulevard|place|impasse|allée|chemin|quai|cours|route|résidence|lotissement|square|passage|lieu-dit)',
  ],
  account: [
    '(iban|bic|rib|swift|compte bancaire|numéro de compte|carte bancaire|cb|cryptogramme|cvv|numéro de carte)',
    "(sécurité sociale|numéro de sécu|carte vitale|passeport|carte d'identité|permis de conduire|numéro fiscal|plaque d'immatriculation|mot de passe|code secret|identifiant@n|login)",
  ],
};

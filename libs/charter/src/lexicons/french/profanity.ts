import type { ProfanityLexicon } from '../lexicon.js';

/**
 * Roots of swear words, as whole tokens; masked letters are resolved before matching. Mild words are familiar, not
 * gross. Food, sport and craft homographs stand in `innocent`. Everyday slang belongs to formality.
 */
export const frenchProfanity: ProfanityLexicon = {
  purpose: {
    en: 'Swear words, by weight, and the words that only look like them.',
    fr: "Jurons, par degré, et les mots qui n'en ont que l'air.",
  },
  severe: [
    "putain@n (de|d') <word>",
    "(bordel|merde) (de|d') <word>",
    'merde@n',
    '(merdique@n|merdeux|merdeuse@n|merder@v|emmerder@v|emmerdeu*|démerder@v|démerdez-vous)',
    'putain@n',
    '(pute@n|putasse@n|putassier*|fils de pute|fdp|ntm|nique ta mère)',
    '(enculé@n|enculer@v|enculée@n|enculeur@n)',
    '(connard@n|connasse@n|conard@n|conasse@n|ducon|trouduc|trou du cul|trous du cul|tête de con|gros con|sale con|pauvre con|pauvre conne|tas de cons|bande de cons)',
    '(con|cons|conne|connes) ; unless-here: pizza con | con carne | con brio | con fuoco',
    '(connerie@n|déconner@v)',
    '(salope@n|salopard@n|saloperie@n|salaud@n)',
    '(couille@n|couillon@n|casse-couille@n|casse-couilles)',
    "(foutre@v|foutu@a|foutaise@n|jean-foutre|va te faire foutre|allez vous faire foutre|rien à foutre|je m'en fous|on s'en fout)",
    '(chier@v:inf+fin|chiant@a|chieur@n|chieuse@n|chiotte@n|faire chier|fait chier)',
    'bordel@n',
    "(niquer@v|nique|niqué@a|baiser@v:pp|se faire baiser|bite@n|branler@v|branleur@n|branlette@n|branleuse@n|pisser@v|cul@n) ; unless-here: cul de (sac|poule|bouteille|lampe|veau|lapin) | cul-de-sac | cul-de-poule | cul sec | faux cul de | bite d'amarrage",
    '(pétasse@n|pouffiasse@n|poufiasse@n|pouffe@n|garce@n|grognasse@n)',
    '(bâtard@n|batard@n) ; unless: pain@n | baguette@n | chien@n | boulang*',
    '(tg|ta gueule|vos gueules|ferme ta gueule|fermez vos gueules|casse-toi pauvre|ptn|pd|osef|jpp de ta)',
    '(empaffé@n|enfoiré@a|trouduc@n|sous-merde@n|raclure@n|ordure@n) ; unless: ménagère@n | bac | tri | collecte | poubelle@n | déchets',
  ],
  mild: [
    '(bouffon@n|crevard@n|tocard@n|abruti@a|trou de balle) ; unless: cour | roi | théâtre',
    "(zut|mince|flûte|purée|punaise|mercredi alors|saperlipopette|fichtre|bigre|nom d'un chien|crotte alors) <0-1> <exclamation>",
    '(gueule@n|dégueulasse@n|dégueu|emmerde@n|bordélique@n|foutoir|pourri@a|naze@n|nul à chier|se planter|cradingue@n|pisse) ; unless-here: gueule de (loup|bois) | gueules cassées | amuse-gueule@n | gueules noires',
    '(débile@n|idiot@n|imbécile@n|crétin@a) ; unless: vire | guémené | grillée@n | eau | bocal | bocaux | pâté | inox',
  ],
  innocent: [
    '(con carne|con brio|chili con carne|con leche)',
    '(cul de sac|cul-de-sac|culs-de-sac|cul de poule|cul-de-poule|cul-de-lampe|cul noir|tape-cul|gratte-cul|cucul la praline)',
    '(pain bâtard|bâtard de campagne|chien bâtard)',
    "(putain de lui|pute borgne|la putain respectueuse|les putes d'abord)",
    '(salade|salaison@n|salope <0-1> blanche|salopette@n)',
    '(bordeaux|bordelais*|constant@a|confit@n|conte@n|couillère)',
    "(bite d'amarrage|bitte@n d'amarrage|bitte@n)",
    '(chie-en-lit|pet-de-nonne|pets-de-nonne|pisse-mémère|pissenlit@n|pissaladière@n|pissotière@n)',
    '(trou du cru|crottin@n|crotte@n en chocolat|crotte de chien|gueule-de-loup|gueules-de-loup|fouette|foutrac)',
    '(niche@n|pédalier|pédale@n|baba au rhum|nonnette@n)',
  ],
};

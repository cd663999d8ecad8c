import type { Language } from '#kernel';
import type { Purpose } from './lexicon.js';

/** Sentences in which a subject is no breach although its words are there. */
export interface TopicException {
  readonly purpose: Purpose;
  readonly lines: Readonly<Record<Language, readonly string[]>>;
}

/** By the name that an article's `except` gives. */
export const TOPIC_EXCEPTIONS: Readonly<Record<string, TopicException>> = {
  'seasonal-greetings': {
    purpose: { en: 'Wishes for the feasts of the year.', fr: 'Vœux pour les fêtes de l’année.' },
    lines: {
      fr: [
        '(joyeux|joyeuse|joyeuses|bon|bonne|bonnes|belle|belles|beau|heureux|heureuse) <0-2> (noël|pâques|ramadan|aïd|hanouka|hanoucca|épiphanie|chandeleur|fête@n|carême|toussaint|diwali|nouvel an|roch hachana)',
        '(menu|marché|calendrier|bûche|repas|dîner|sapin|chocolat@n|chasse|oeuf@n|agneau|galette|vitrine@n|pull@n|cadeau@n) <0-1> (de|à|des|du) <0-1> (noël|pâques|rois|avent|ramadan|aïd)',
      ],
      en: [
        '(merry|happy|joyful|blessed|peaceful) <0-2> (christmas|xmas|easter|hanukkah|diwali|eid|ramadan|epiphany|new year|holidays|rosh hashanah|thanksgiving)',
        '(christmas|easter|advent|eid|hanukkah) (menu@n|market@n|dinner|lunch|tree@n|egg@n|cake|pudding|gift@n|jumper@n|card@n|window@n|calendar@n)',
        "(season|eid) (’s|'s)? (greetings|mubarak)",
      ],
    },
  },
  'regulatory-watch': {
    purpose: {
      en: 'What a law or an authority now asks for, told without taking sides.',
      fr: 'Ce qu’une loi ou une administration demande désormais, dit sans prendre parti.',
    },
    lines: {
      fr: [
        '(décret|arrêté|ordonnance|loi de finances|projet de loi de finances|journal officiel|bofip|directive|règlement européen|calendrier officiel|date limite|échéance@n|obligation@n|réforme de la facturation|facturation électronique|taux de tva|urssaf|dgfip|bulletin officiel)',
        '(ministère|administration|gouvernement|assemblée|parlement|sénat|ministre) <0-6> (publier@v|paraître@v|confirmer@v|préciser@v|fixer@v|reporter@v|annoncer@v|calendrier|décret|entrer@v en vigueur)',
        '(entrer@v en vigueur|entrée en vigueur|mise en conformité|nouvelle obligation|ce que change|ce qui change|ce que la loi|texte officiel)',
      ],
      en: [
        '(decree|statutory instrument|finance act|finance bill|official gazette|eu directive|regulation@n|official calendar|official timetable|compliance deadline|vat rate@n|hmrc|e-invoicing|electronic invoicing|filing deadline|making tax digital)',
        '(ministry|government|parliament|treasury|minister|department) <0-6> (publish@v|confirm@v|set@v|postpone@v|release@v|clarify@v|announce@v|timetable|calendar|guidance|deadline)',
        '(come@v into force|comes into effect|take@v effect|takes effect|what changes|what the law|new obligation|new rule@n|official guidance)',
      ],
    },
  },
};

export const TOPIC_EXCEPTION_IDS: readonly string[] = Object.keys(TOPIC_EXCEPTIONS);

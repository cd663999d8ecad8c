/** A cold wording and what to write instead; in French by address. */
export interface Warmer {
  /** A line of the pattern language. */
  find: string;
  fr?: { tu: string; vous: string };
  en?: string;
}

/** What tone.cold proposes. Each `instead` must read well in the place of what was found, and be no cold wording itself. */
export const WARMER_FR: readonly Warmer[] = [
  {
    find: "(veuillez|merci de|prière de) (bien vouloir)? noter (que|qu')",
    fr: { tu: 'pour info,', vous: 'pour info,' },
  },
  {
    find: '(veuillez|prière de) (bien vouloir)? (noter|prendre note de)',
    fr: { tu: 'on te signale', vous: 'on vous signale' },
  },
  {
    find: "nous vous (informons|rappelons|signalons|précisons) (que|qu')",
    fr: { tu: 'petit mot pour te dire que', vous: 'petit mot pour vous dire que' },
  },
  {
    find: '(veuillez|prière de|merci de) (bien vouloir)? (contacter|vous adresser à|vous rapprocher de)',
    fr: { tu: 'écris à', vous: 'écrivez à' },
  },
  { find: '(veuillez|prière de) (bien vouloir)? consulter', fr: { tu: 'jette un œil à', vous: 'jetez un œil à' } },
  {
    find: '(veuillez|prière de) (bien vouloir)? patienter',
    fr: { tu: 'encore un peu de patience', vous: 'encore un peu de patience' },
  },
  { find: '(veuillez|prière de) ne pas', fr: { tu: 'merci de ne pas', vous: 'merci de ne pas' } },
  {
    find: 'votre (demande|réclamation|message|dossier|requête) (a été|a bien été) (enregistré@a|transmis|transmise|traité@a|pris en compte|prise en compte)',
    fr: {
      tu: 'on a bien lu ton message et on s’en occupe',
      vous: 'nous avons bien lu votre message et nous nous en occupons',
    },
  },
  { find: "(nous|j') (accusons|accuse) réception de", fr: { tu: 'merci pour', vous: 'merci pour' } },
  {
    find: 'aucun (remboursement|échange|retour) ne sera (accepté|effectué|accordé)',
    fr: {
      tu: 'on ne peut pas te rembourser, mais parlons-en',
      vous: 'nous ne pouvons pas vous rembourser, mais parlons-en',
    },
  },
  {
    find: '(la clientèle est|les clients sont|les usagers sont) (priée|priés|invitée|invités) de',
    fr: { tu: 'pense à', vous: 'pensez à' },
  },
  { find: 'à défaut de', fr: { tu: 'sans', vous: 'sans' } },
  {
    find: "inutile d'insister",
    fr: { tu: 'on aimerait pouvoir faire mieux', vous: 'nous aimerions pouvoir faire mieux' },
  },
  {
    find: '<start> (bien noté|noté|dont acte|bien reçu|reçu)',
    fr: { tu: 'merci, on s’en occupe', vous: 'merci, nous nous en occupons' },
  },
  {
    find: '(conformément à|en application de|en vertu de) (notre|nos|le|la)',
    fr: { tu: 'comme prévu par notre', vous: 'comme prévu par notre' },
  },
];

export const WARMER_EN: readonly Warmer[] = [
  { find: 'please (be advised|be informed|be aware|take note|note) that', en: 'just so you know,' },
  { find: 'please be (advised|informed|aware)', en: 'just so you know' },
  { find: '(kindly) (note|be advised) that', en: 'just so you know,' },
  {
    find: '(customers|guests|clients|visitors|patrons|members) are <0-1> (reminded|advised|informed) that',
    en: 'a quick reminder:',
  },
  { find: '(customers|guests|clients|visitors|patrons|members) are <0-1> (requested|required|asked) to', en: 'please' },
  { find: '(we wish|we would like|this is) to (inform|notify|advise) you that', en: 'good to know:' },
  { find: 'we hereby (inform|notify|advise) you that', en: 'good to know:' },
  {
    find: 'your (request|complaint|enquiry|inquiry|message) has been (received|logged|registered|forwarded|noted)',
    en: 'thanks for telling us, we are on it',
  },
  { find: 'kindly (refrain from)', en: 'please avoid' },
  { find: 'kindly', en: 'please' },
  { find: '<start> (noted|duly noted|acknowledged|message received|received)', en: 'thank you, we are on it' },
  {
    find: 'no (exceptions|refunds|exchanges|returns) will be (made|given|accepted)',
    en: 'we cannot change this one, but talk to us',
  },
  { find: '(in accordance with|as per|pursuant to) our', en: 'as our' },
  { find: 'that is (our|company|store) policy', en: 'here is why we do it' },
];
